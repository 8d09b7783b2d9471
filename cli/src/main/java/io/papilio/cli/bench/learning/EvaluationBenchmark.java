package io.papilio.cli.bench.learning;

import io.papilio.cli.bench.peer.Benchmark;
import io.papilio.cli.bench.peer.BenchmarkSetting;
import io.papilio.cli.bench.peer.BenchmarkTable;
import io.papilio.cli.bench.peer.Ratio;
import io.papilio.core.env.Environment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.policy.Policy;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.rollout.RolloutListener;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** An evaluation against its physics alone: the same steps with actions that are known before. */
public final class EvaluationBenchmark implements Benchmark {
  private static final String ENVIRONMENT = "Walker2d-v5";
  private static final List<BigInteger> SEEDS = EpisodeSeeds.of(0, 20);
  private static final int HIDDEN_LAYERS = 3;
  private static final List<Integer> WIDTHS = List.of(256, 1024);

  @Override
  public String name() {
    return "evaluation";
  }

  @Override
  public String description() {
    return "Milliseconds for an evaluation on "
        + ENVIRONMENT
        + ", "
        + SEEDS.size()
        + " episodes of 1,000 steps of a network with "
        + HIDDEN_LAYERS
        + " hidden layers that acts as the shipped expert, and for the same steps of the same"
        + " environments without a policy, both on all cores.";
  }

  @Override
  public BenchmarkTable run(BenchmarkSetting setting, Consumer<String> say) {
    List<List<String>> rows = new ArrayList<>();
    try (EnvironmentCatalog catalog = EnvironmentCatalog.standard();
        RolloutRunner runner = catalog.runner(ENVIRONMENT, SEEDS.size())) {
      List<Environment> environments =
          SEEDS.stream().map(seed -> catalog.create(ENVIRONMENT, KeywordArguments.NONE)).toList();
      for (int width : WIDTHS) {
        Policy policy = WideExpert.of(runner.spec(), HIDDEN_LAYERS, width);
        List<List<Tensor>> actions = actions(runner, policy);
        List<Double> evaluation = new ArrayList<>();
        List<Double> physics = new ArrayList<>();
        for (int round = 0; round <= setting.rounds(); round++) {
          double ours = millis(() -> runner.run(policy, SEEDS));
          double alone = millis(() -> step(environments, actions));
          if (round > 0) { // The JVM compiles what it sees often.
            evaluation.add(ours);
            physics.add(alone);
          }
          say.accept(
              String.format(
                  Locale.ROOT, "width %d, round %d: %.0f against %.0f", width, round, ours, alone));
        }
        List<String> row = new ArrayList<>(List.of(HIDDEN_LAYERS + " x " + width));
        row.addAll(new Ratio(evaluation, physics).cells());
        rows.add(row);
      }
      environments.forEach(Environment::close);
    }
    return new BenchmarkTable(
        List.of(
            "",
            "evaluation",
            "physics alone",
            "time ratio, median (range of " + setting.rounds() + ")"),
        rows);
  }

  /** The actions of each episode. */
  private static List<List<Tensor>> actions(RolloutRunner runner, Policy policy) {
    List<List<Tensor>> actions = new ArrayList<>();
    Consumer<Trajectory> sink =
        trajectory ->
            actions.add(
                IntStream.range(0, trajectory.length())
                    .mapToObj(trajectory.actions()::row)
                    .toList());
    runner.record(policy, SEEDS, RolloutListener.SILENT, sink);
    return actions;
  }

  /** Runs each episode in its environment, on all cores. */
  private static void step(List<Environment> environments, List<List<Tensor>> actions) {
    int threads = Runtime.getRuntime().availableProcessors();
    List<CompletableFuture<Void>> running = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      int first = thread;
      Runnable share =
          () -> {
            for (int i = first; i < environments.size(); i += threads) {
              step(environments.get(i), SEEDS.get(i), actions.get(i));
            }
          };
      running.add(CompletableFuture.runAsync(share, task -> new Thread(task, "physics").start()));
    }
    running.forEach(CompletableFuture::join);
  }

  private static void step(Environment environment, BigInteger seed, List<Tensor> actions) {
    TimeStep newest = environment.reset(ResetRequest.seeded(seed));
    for (Tensor action : actions) {
      newest = environment.step(action);
    }
    if (!newest.isLast()) {
      throw new IllegalStateException("an episode went on");
    }
  }

  private static double millis(Runnable task) {
    long start = System.nanoTime();
    task.run();
    return (System.nanoTime() - start) / 1e6;
  }
}
