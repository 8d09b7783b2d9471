package io.papilio.cli.bench.learning;

import io.papilio.artifacts.run.Invocation;
import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.run.RunManifest;
import io.papilio.cli.bench.peer.Benchmark;
import io.papilio.cli.bench.peer.BenchmarkSetting;
import io.papilio.cli.bench.peer.BenchmarkTable;
import io.papilio.cli.bench.peer.PythonPeer;
import io.papilio.cli.bench.peer.Ratio;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.settings.Settings;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.expert.sac.SacConfig;
import io.papilio.expert.training.SacTrainer;
import io.papilio.kernels.WorkerThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** Soft actor-critic against Stable-Baselines3, at the defaults of both. */
public final class SacBenchmark implements Benchmark {
  private static final String ENVIRONMENT = "Hopper-v5";
  private static final PythonPeer.Libraries LIBRARIES =
      new PythonPeer.Libraries("pytorch", List.of("stable-baselines3"));
  private static final int STEPS = 100;
  // Steps with updates before the first round: the JVM compiles what it sees often.
  private static final int WARM_UP = 500;
  private static final int PEER_WARM_UP = 50;

  @Override
  public String name() {
    return "sac";
  }

  @Override
  public String description() {
    return "Environment steps per second of soft actor-critic on "
        + ENVIRONMENT
        + ", each followed by an update (256 transitions, hidden layers 256 and 256).";
  }

  @Override
  public BenchmarkTable run(BenchmarkSetting setting, Consumer<String> say) {
    SacConfig config =
        Settings.of(SacConfig.DEFAULTS).with(Map.of("evaluation-interval", "1000000000"));
    List<String> arguments =
        List.of(ENVIRONMENT, "" + setting.threads(), "" + config.collection().learningStarts());
    try (PythonPeer peer = PythonPeer.start(setting.home(), LIBRARIES, "sac.py", arguments, say)) {
      String peerName = peer.read();
      say.accept("warming up: " + peerName);
      String unused = peer.ask("" + (config.collection().learningStarts() + PEER_WARM_UP));
      Rounds rounds =
          new Rounds(
              (int) config.collection().learningStarts() + WARM_UP,
              setting.rounds(),
              () -> Double.parseDouble(peer.ask("" + STEPS)),
              say);
      WorkerThreads.set(setting.threads());
      train(config, rounds);
      List<String> row =
          new ArrayList<>(
              List.of(setting.threads() + (setting.threads() == 1 ? " thread" : " threads")));
      row.addAll(new Ratio(rounds.ours, rounds.theirs).cells());
      return new BenchmarkTable(
          List.of("", "Papilio", peerName, "ratio, median (range of " + setting.rounds() + ")"),
          List.of(row));
    }
  }

  private void train(SacConfig config, Rounds rounds) {
    try (RolloutSource source = EnvironmentCatalog.standard();
        VectorEnvironment environments =
            source.vector(ENVIRONMENT, KeywordArguments.NONE, 1, AutoresetMode.SAME_STEP);
        RolloutRunner evaluation = source.runner(ENVIRONMENT, 1)) {
      Path directory = Files.createTempDirectory("papilio-bench");
      RunManifest manifest =
          RunManifest.begin(
              Invocation.of(List.of("./papilio", "bench"), config.seed(), Map.of()),
              Map.of(),
              Map.of());
      try (Run run = Run.open(directory, Map.of("benchmark", name()), manifest)) {
        new SacTrainer(config, environments, evaluation, run, Optional.empty()).train(rounds);
      } catch (RunInterruptedException measured) {
        delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  /** Takes the time of our steps, and lets the peer take its steps in between. */
  private static final class Rounds implements Progress {
    private final List<Double> ours = new ArrayList<>();
    private final List<Double> theirs = new ArrayList<>();
    private final int rounds;
    private final DoubleSupplier peer;
    private final Consumer<String> say;
    private int left;
    private long start;

    Rounds(int warmUp, int rounds, DoubleSupplier peer, Consumer<String> say) {
      this.rounds = rounds;
      this.peer = peer;
      this.say = say;
      left = warmUp;
    }

    @Override
    public void advance(long done, long total, String note) {}

    /** Asked after every step of the trainer's. */
    @Override
    public boolean stopRequested() {
      if (--left > 0) {
        return false;
      }
      if (start != 0) {
        ours.add(STEPS / ((System.nanoTime() - start) / 1e9));
        theirs.add(STEPS / peer.getAsDouble());
        int round = ours.size();
        say.accept(
            String.format(
                Locale.ROOT,
                "round %d of %d: %.1f against %.1f steps per second",
                round,
                rounds,
                ours.get(round - 1),
                theirs.get(round - 1)));
      }
      left = STEPS;
      start = System.nanoTime();
      return ours.size() == rounds;
    }
  }
}
