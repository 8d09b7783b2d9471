package io.papilio.cli.bench.learning;

import io.papilio.cli.bench.peer.Benchmark;
import io.papilio.cli.bench.peer.BenchmarkSetting;
import io.papilio.cli.bench.peer.BenchmarkTable;
import io.papilio.cli.bench.peer.PythonPeer;
import io.papilio.cli.bench.peer.Ratio;
import io.papilio.kernels.WorkerThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** A gradient step of behavior cloning against PyTorch's. */
public final class CloningBenchmark implements Benchmark {
  private static final List<Integer> WIDTHS = List.of(256, 512, 1024);
  private static final PythonPeer.Libraries LIBRARIES =
      new PythonPeer.Libraries("pytorch", List.of());
  // Steps of a round at width 256; a step takes about four times as long at twice the width.
  private static final int STEPS = 1000;

  @Override
  public String name() {
    return "cloning";
  }

  @Override
  public String description() {
    return "Microseconds for a gradient step of behavior cloning (3 hidden layers, 17 inputs, 6"
        + " outputs, minibatches of 32): forward, L2 loss, backward, AdamW (PyTorch's fused"
        + " one) and one moving average. Each side takes the better of one thread and all in"
        + " each round.";
  }

  @Override
  public BenchmarkTable run(BenchmarkSetting setting, Consumer<String> say) {
    String peerName = "";
    List<List<String>> rows = new ArrayList<>();
    for (int width : WIDTHS) {
      List<String> arguments = List.of(Integer.toString(width));
      try (PythonPeer peer =
          PythonPeer.start(setting.home(), LIBRARIES, "cloning.py", arguments, say)) {
        peerName = peer.read();
        List<String> row = new ArrayList<>(List.of("3 x " + width));
        row.addAll(compare(width, peer, setting, say).cells());
        rows.add(row);
      }
    }
    return new BenchmarkTable(
        List.of("", "Papilio", peerName, "time ratio, median (range of " + setting.rounds() + ")"),
        rows);
  }

  private static Ratio compare(
      int width, PythonPeer peer, BenchmarkSetting setting, Consumer<String> say) {
    int steps = STEPS * 256 * 256 / (width * width);
    CloningLoop loop = new CloningLoop(width, 1, 0);
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int round = 0; round <= setting.rounds(); round++) {
      double[] papilio = new double[2];
      double[] other = new double[2];
      for (int i = 0; i < 2; i++) {
        int threads = i == 0 ? 1 : setting.threads();
        WorkerThreads.set(threads);
        papilio[i] = loop.microseconds(steps);
        other[i] = microseconds(peer, threads, steps);
      }
      if (round > 0) { // The first warms up both sides.
        ours.add(Math.min(papilio[0], papilio[1]));
        theirs.add(Math.min(other[0], other[1]));
      }
      say.accept(
          String.format(
              Locale.ROOT,
              "width %d, round %d: 1 thread %.0f against %.0f, %d threads %.0f against %.0f",
              width,
              round,
              papilio[0],
              other[0],
              setting.threads(),
              papilio[1],
              other[1]));
    }
    return new Ratio(ours, theirs);
  }

  private static double microseconds(PythonPeer peer, int threads, int steps) {
    return Double.parseDouble(peer.ask(threads + " " + steps)) * 1e6 / steps;
  }
}
