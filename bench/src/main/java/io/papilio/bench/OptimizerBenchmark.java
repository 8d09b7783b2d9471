package io.papilio.bench;

import io.papilio.learner.averaging.AverageBank;
import io.papilio.learner.averaging.AverageSpec;
import io.papilio.learner.averaging.PolynomialEma;
import io.papilio.learner.optimizer.Adam;
import io.papilio.learner.optimizer.AdamConfig;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/** The optimizer's pass over all parameters, AdamW and a bank of averages. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class OptimizerBenchmark {
  private static final double LEARNING_RATE = 3e-4;
  private static final double WEIGHT_DECAY = 0.1;

  /** Parameters of 3 hidden layers of 256 and of 1,024. */
  @Param({"137734", "2123782"})
  int size;

  @Param({"1", "15"})
  int averages;

  private Adam optimizer;
  private AverageBank bank;
  private float[] parameters;
  private float[] gradient;

  @Setup
  public void prepare() {
    parameters = Numbers.normal(new Random(0), size);
    gradient = Numbers.normal(new Random(1), size);
    optimizer = new Adam(AdamConfig.adamW(LEARNING_RATE, WEIGHT_DECAY), size);
    bank =
        new AverageBank(
            IntStream.range(0, averages).mapToObj(OptimizerBenchmark::ema).toList(), parameters);
  }

  private static AverageSpec ema(int k) {
    return new PolynomialEma(0.75 - 0.01 * k, 0, 1e-4, 1, "ema-" + k);
  }

  @Benchmark
  public float[] step() {
    optimizer.step(parameters, gradient, LEARNING_RATE, bank::take);
    bank.completeUpdate();
    return parameters;
  }
}
