package io.papilio.cli.bench.learning;

import io.papilio.cli.bench.peer.Benchmark;
import io.papilio.cli.bench.peer.BenchmarkSetting;
import io.papilio.cli.bench.peer.BenchmarkTable;
import io.papilio.cli.bench.peer.PythonPeer;
import io.papilio.cli.bench.peer.Ratio;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.learner.loss.L2;
import io.papilio.learner.network.NetworkPass;
import io.papilio.learner.network.TransformerPass;
import io.papilio.learner.network.TransformerShape;
import io.papilio.learner.optimizer.Adam;
import io.papilio.learner.optimizer.AdamConfig;
import io.papilio.learner.tensor.TensorEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Training steps of the Transformer imitator against PyTorch's fused attention. */
public final class TransformerBenchmark implements Benchmark {
  private static final PythonPeer.Libraries LIBRARIES =
      new PythonPeer.Libraries("pytorch", List.of());
  // Walker2d's observation and action; 4 layers of 4 heads, width 128, history 32
  private static final TransformerShape SHAPE = new TransformerShape(23, 32, 4, 4, 128, 6);
  private static final int BATCH = 32;
  private static final int STEPS = 20;
  // The JVM compiles what it sees often.
  private static final int WARM_UP = 40;

  private final float[] theta = new float[SHAPE.parameterCount()];
  private final float[] gradient = new float[theta.length];
  private final float[] inputs = new float[BATCH * SHAPE.input()];
  private final float[] targets = new float[BATCH * SHAPE.outputs()];
  private final float[] outputGradient = new float[targets.length];
  private final NetworkPass pass = new TransformerPass(SHAPE);
  private final Adam adam = new Adam(AdamConfig.adamW(3e-4, 0.1), theta.length);

  @Override
  public String name() {
    return "transformer";
  }

  @Override
  public String description() {
    return "Training steps per second of a causal Transformer (4 layers of 4 heads, width 128,"
        + " history 32, batch 32): forward, backward and AdamW.";
  }

  @Override
  public BenchmarkTable run(BenchmarkSetting setting, Consumer<String> say) {
    TensorEngine.setThreads(setting.threads());
    SHAPE.initialize(theta, NumpyGenerator.ofSeed(0));
    NumpyGenerator generator = NumpyGenerator.ofSeed(1);
    fill(inputs, generator);
    fill(targets, generator);
    List<String> arguments = List.of("" + setting.threads());
    try (PythonPeer peer =
        PythonPeer.start(setting.home(), LIBRARIES, "transformer.py", arguments, say)) {
      String peerName = peer.read();
      say.accept("warming up: " + peerName);
      double unused = perSecond(WARM_UP) + Double.parseDouble(peer.ask("" + WARM_UP));
      List<Double> ours = new ArrayList<>();
      List<Double> theirs = new ArrayList<>();
      for (int round = 1; round <= setting.rounds(); round++) {
        ours.add(perSecond(STEPS));
        theirs.add(STEPS / Double.parseDouble(peer.ask("" + STEPS)));
        say.accept(
            String.format(
                Locale.ROOT,
                "round %d of %d: %.1f against %.1f steps per second",
                round,
                setting.rounds(),
                ours.get(round - 1),
                theirs.get(round - 1)));
      }
      List<String> row =
          new ArrayList<>(
              List.of(setting.threads() + (setting.threads() == 1 ? " thread" : " threads")));
      row.addAll(new Ratio(ours, theirs).cells());
      return new BenchmarkTable(
          List.of("", "Papilio", peerName, "ratio, median (range of " + setting.rounds() + ")"),
          List.of(row));
    }
  }

  private double perSecond(int steps) {
    long start = System.nanoTime();
    for (int i = 0; i < steps; i++) {
      pass.begin(adam.steps());
      float[] outputs = pass.forward(theta, inputs, BATCH);
      double unused = new L2().gradient(outputs, targets, BATCH, outputGradient);
      pass.backward(outputGradient, gradient);
      adam.step(theta, gradient);
    }
    return steps / ((System.nanoTime() - start) / 1e9);
  }

  private static void fill(float[] values, NumpyGenerator generator) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) generator.standardNormal();
    }
  }
}
