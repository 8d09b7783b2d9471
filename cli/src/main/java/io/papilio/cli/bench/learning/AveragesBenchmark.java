package io.papilio.cli.bench.learning;

import io.papilio.cli.bench.peer.Benchmark;
import io.papilio.cli.bench.peer.BenchmarkSetting;
import io.papilio.cli.bench.peer.BenchmarkTable;
import io.papilio.cli.bench.peer.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** A gradient step with many averages of the iterates against one with a single average. */
public final class AveragesBenchmark implements Benchmark {
  private static final List<Integer> WIDTHS = List.of(256, 1024);
  private static final int AVERAGES = 15;
  private static final int STEPS = 1600;

  @Override
  public String name() {
    return "averages";
  }

  @Override
  public String description() {
    return "Microseconds for a gradient step of behavior cloning (sizes as above) with a bank of "
        + AVERAGES
        + " moving averages and with one.";
  }

  @Override
  public BenchmarkTable run(BenchmarkSetting setting, Consumer<String> say) {
    List<List<String>> rows = new ArrayList<>();
    for (int width : WIDTHS) {
      int steps = STEPS * 256 * 256 / (width * width);
      CloningLoop bank = new CloningLoop(width, AVERAGES, 0);
      CloningLoop single = new CloningLoop(width, 1, 0);
      List<Double> many = new ArrayList<>();
      List<Double> one = new ArrayList<>();
      double unused = bank.microseconds(steps) + single.microseconds(steps);
      for (int round = 0; round < setting.rounds(); round++) {
        many.add(bank.microseconds(steps));
        one.add(single.microseconds(steps));
        say.accept(
            String.format(
                Locale.ROOT,
                "width %d, round %d: %.0f against %.0f",
                width,
                round + 1,
                many.get(round),
                one.get(round)));
      }
      List<String> row = new ArrayList<>(List.of("3 x " + width));
      row.addAll(new Ratio(many, one).cells());
      rows.add(row);
    }
    return new BenchmarkTable(
        List.of(
            "",
            AVERAGES + " averages",
            "1 average",
            "time ratio, median (range of " + setting.rounds() + ")"),
        rows);
  }
}
