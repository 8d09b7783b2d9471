package io.papilio.cli.bench.learning;

import io.papilio.cli.bench.peer.Benchmark;
import io.papilio.cli.bench.peer.BenchmarkSetting;
import io.papilio.cli.bench.peer.BenchmarkTable;
import io.papilio.cli.bench.peer.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Cloning with several seeds side by side in one process against one seed alone. */
public final class SeedsBenchmark implements Benchmark {
  private static final int WIDTH = 256;
  private static final int STEPS = 1500;

  @Override
  public String name() {
    return "seeds";
  }

  @Override
  public String description() {
    return "Gradient steps of behavior cloning per second (3 hidden layers of "
        + WIDTH
        + ", one moving average) with a seed on each thread of one process, and with one seed.";
  }

  @Override
  public BenchmarkTable run(BenchmarkSetting setting, Consumer<String> say) {
    int seeds = setting.threads();
    List<CloningLoop> loops =
        IntStream.range(0, seeds).mapToObj(seed -> new CloningLoop(WIDTH, 1, seed)).toList();
    List<Double> together = new ArrayList<>();
    List<Double> alone = new ArrayList<>();
    for (int round = 0; round <= setting.rounds(); round++) {
      double many = perSecond(loops);
      double one = perSecond(loops.subList(0, 1));
      if (round > 0) { // The JVM compiles what it sees often.
        together.add(many);
        alone.add(one);
      }
      say.accept(
          String.format(
              Locale.ROOT, "round %d: %.0f against %.0f steps per second", round, many, one));
    }
    List<String> row = new ArrayList<>(List.of(seeds + " seeds"));
    row.addAll(new Ratio(together, alone).cells());
    return new BenchmarkTable(
        List.of("", "side by side", "1 seed", "ratio, median (range of " + setting.rounds() + ")"),
        List.of(row));
  }

  /** Steps of all loops per second, each loop on its own thread. */
  private static double perSecond(List<CloningLoop> loops) {
    long start = System.nanoTime();
    List<CompletableFuture<Void>> running =
        loops.stream()
            .map(
                loop ->
                    CompletableFuture.runAsync(
                        () -> {
                          double unused = loop.microseconds(STEPS);
                        },
                        task -> new Thread(task, "seed").start()))
            .toList();
    running.forEach(CompletableFuture::join);
    return loops.size() * STEPS / ((System.nanoTime() - start) / 1e9);
  }
}
