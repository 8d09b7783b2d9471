package io.papilio.bench;

import io.papilio.core.policy.MlpShape;
import io.papilio.kernels.FixedMlp;
import java.util.List;
import java.util.Random;
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
import org.openjdk.jmh.annotations.Warmup;

/** Actions of a network with 3 hidden layers, Walker2d's 17 inputs and 6 outputs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class FixedMlpBenchmark {
  @Param({"256", "1024"})
  int width;

  /** States in one call. */
  @Param({"1", "20"})
  int rows;

  private FixedMlp network;
  private float[] inputs;
  private float[] outputs;

  @Setup
  public void prepare() {
    MlpShape shape = new MlpShape(List.of(17, width, width, width, 6));
    network = new FixedMlp(shape, Numbers.normal(new Random(0), shape.parameterCount()));
    inputs = Numbers.normal(new Random(1), rows * shape.input());
    outputs = new float[rows * shape.output()];
  }

  @Benchmark
  public float[] forward() {
    network.forward(inputs, rows, outputs);
    return outputs;
  }
}
