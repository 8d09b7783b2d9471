package io.papilio.laboratory.report;

import io.papilio.artifacts.run.HostRuntime;
import io.papilio.artifacts.run.Invocation;
import io.papilio.artifacts.run.Processor;
import io.papilio.artifacts.run.RunManifest;
import io.papilio.artifacts.run.RunPart;
import io.papilio.artifacts.run.Timing;
import io.papilio.artifacts.table.CsvWriter;
import io.papilio.artifacts.table.MetricsWriter;
import io.papilio.artifacts.table.TablePosition;
import io.papilio.core.provenance.Digest;
import io.papilio.core.provenance.SourceVersion;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes the files of a run that never was: the raw iterate learns and oscillates, its averages
 * learn and do not.
 *
 * @param evaluations number of evaluations in {@code metrics.csv}
 * @param seeds episodes of an evaluation
 * @param expertReturn mean; returns below zero are costs
 * @param divergedFrom the first evaluation whose raw values are not finite
 * @param averages names, beside {@code raw}; each is slower than the one before
 */
public record SyntheticRun(
    int evaluations, int seeds, double expertReturn, int divergedFrom, List<String> averages) {
  public static final long INTERVAL = 500;

  public SyntheticRun(int evaluations, int seeds, double expertReturn, int divergedFrom) {
    this(evaluations, seeds, expertReturn, divergedFrom, List.of("ema"));
  }

  public static SyntheticRun of(int evaluations) {
    return new SyntheticRun(evaluations, 20, 3200, Integer.MAX_VALUE);
  }

  public static SyntheticRun of(int evaluations, String... averages) {
    return new SyntheticRun(evaluations, 20, 3200, Integer.MAX_VALUE, List.of(averages));
  }

  public Path write(Path directory) throws IOException {
    Files.createDirectories(directory);
    List<String> episodeColumns =
        List.of("step", "iterate", "seed", "return", "length", "terminated");
    NumpyGenerator noise = RandomStreams.of(evaluations).stream("synthetic");
    try (MetricsWriter metrics =
            MetricsWriter.open(directory.resolve("metrics.csv"), TablePosition.START);
        CsvWriter episodes = CsvWriter.open(directory.resolve("episodes.csv"), episodeColumns, 0)) {
      for (int k = 0; k < evaluations; k++) {
        long step = (k + 1) * INTERVAL;
        boolean diverged = k >= divergedFrom;
        double time = (k + 1.0) / evaluations;
        double loss = 0.02 + 0.5 * Math.exp(-8 * time);
        metrics.append(step, MetricsWriter.TRAINING, "loss", loss);
        double level = skill(time) * (0.25 + 0.7 * noise.nextDouble());
        double rawLoss = diverged ? Double.NaN : loss * (1 + 0.05 * noise.standardNormal());
        double raw = evaluate(episodes, step, "raw", level, 0.3, noise, diverged);
        append(metrics, step, "raw", rawLoss, raw);
        for (int i = 0; i < averages.size(); i++) {
          double slow = Math.min(1, 1.1 * skill(time - 0.1 * i));
          double mean = evaluate(episodes, step, averages.get(i), slow, 0.02, noise, false);
          append(metrics, step, averages.get(i), (0.8 + 0.1 * i) * loss, mean);
        }
      }
    }
    Files.writeString(
        directory.resolve("config.json"),
        "{\"env\":\"Hopper-v5\",\"seed\":7,\"steps\":"
            + evaluations * INTERVAL
            + ",\"optimizer\":{\"batch-size\":32,\"learning-rate\":3.0E-4}}\n");
    return directory;
  }

  /** Adds a manifest of what {@link #write} wrote. */
  public Path writeManifest(Path directory, List<String> commandLine) {
    SourceVersion source =
        new SourceVersion("0.1.0", "1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d", true);
    Instant start = Instant.parse("2026-02-03T04:05:06Z");
    Duration time = Duration.ofSeconds(754);
    long steps = evaluations * INTERVAL;
    new RunManifest(
            source,
            new HostRuntime(
                "Debian 17.0.16+8",
                "Linux 6.1",
                "amd64",
                new Processor("AMD EPYC", "AVX2"),
                2,
                new TreeMap<>(Map.of("djl", "0.35.1", "libtorch", "2.7.1", "mujoco", "3.14.0"))),
            Invocation.of(commandLine, 7, Map.of("steps", steps)),
            new TreeMap<>(Map.of("demonstrations", Digest.of(new byte[] {1}))),
            new TreeMap<>(),
            new Timing(start, time),
            List.of(new RunPart(source, commandLine, start, Optional.of(time), 0, steps, true)))
        .withOutputs(directory, List.of("metrics.csv", "episodes.csv"))
        .write(directory.resolve(RunManifest.FILE_NAME));
    return directory;
  }

  private static double skill(double time) {
    return 1 / (1 + Math.exp(-12 * (time - 0.2)));
  }

  private void append(
      MetricsWriter metrics, long step, String iterate, double loss, double meanReturn) {
    metrics.append(step, iterate, "validation_loss", loss);
    metrics.append(step, iterate, "return", meanReturn);
    metrics.append(step, iterate, "normalized_reward", meanReturn / expertReturn);
    metrics.append(step, iterate, "length", 1000 * meanReturn / expertReturn);
  }

  /** Writes one episode per seed, and returns their mean return. */
  private double evaluate(
      CsvWriter episodes,
      long step,
      String iterate,
      double level,
      double spread,
      NumpyGenerator noise,
      boolean diverged) {
    double sum = 0;
    for (long seed = 0; seed < seeds; seed++) {
      double reward = Math.max(0.01, Math.min(1.02, level + spread * noise.standardNormal()));
      double undiscountedReturn = diverged ? Double.NaN : expertReturn * reward;
      int length = (int) Math.round(1000 * Math.min(1, reward));
      episodes.append(List.of(step, iterate, seed, undiscountedReturn, length, length < 1000));
      sum += undiscountedReturn;
    }
    return sum / seeds;
  }
}
