package io.papilio.bench;

import io.papilio.core.space.Tensor;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorResetRequest;
import io.papilio.core.vector.VectorTimeStep;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.protocol.codec.TimeStepCodec;
import io.papilio.protocol.v1.TimeStep;
import java.math.BigInteger;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A step of a vector whose environments compute next to nothing, and the codec of the time step of
 * a vector of HalfCheetahs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-opens=java.base/java.nio=ALL-UNNAMED")
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class StepBenchmark {
  @Param({"1", "64"})
  int environments;

  private EnvironmentCatalog catalog;
  private VectorEnvironment linear;
  private Tensor actions;
  private VectorTimeStep step;
  private byte[] message;

  @Setup
  public void prepare() {
    catalog = EnvironmentCatalog.standard();
    linear = open("LqrMarginal-v0");
    actions = zeros(linear);
    try (VectorEnvironment cheetahs = open("HalfCheetah-v5")) {
      step = cheetahs.step(zeros(cheetahs));
    }
    message = encode();
  }

  @TearDown
  public void close() {
    linear.close();
    catalog.close();
  }

  @Benchmark
  public VectorTimeStep stepWithoutPhysics() {
    return linear.step(actions);
  }

  @Benchmark
  public byte[] encode() {
    return TimeStepCodec.toProto(step).toByteArray();
  }

  @Benchmark
  public VectorTimeStep decode() throws Exception {
    return TimeStepCodec.fromProto(TimeStep.parseFrom(message));
  }

  private VectorEnvironment open(String id) {
    VectorEnvironment vector = catalog.vector(id, environments);
    VectorTimeStep unused = vector.reset(VectorResetRequest.seeded(BigInteger.ZERO, environments));
    return vector;
  }

  private Tensor zeros(VectorEnvironment vector) {
    int width = vector.spec().actionBox().size();
    return Tensor.float32(new float[environments * width], environments, width);
  }
}
