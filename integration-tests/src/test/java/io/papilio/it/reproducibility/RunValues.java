package io.papilio.it.reproducibility;

import io.papilio.artifacts.minari.MinariDataset;
import io.papilio.artifacts.tensorfile.SafeTensors;
import io.papilio.core.provenance.Digest;
import io.papilio.core.trajectory.Trajectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers of a run in an order that no format decides: the order here is part of the digests.
 */
final class RunValues {
  /** Of each evaluation of a clone, after its step. */
  private static final List<String> CLONE_EVALUATION =
      List.of(
          "raw/return",
          "raw/normalized_reward",
          "raw/validation_loss",
          "ema/return",
          "ema/normalized_reward",
          "ema/validation_loss",
          "training/loss");

  /** Of each episode of an evaluation; raw weights before their average, then by seed. */
  private static final List<String> CLONE_EPISODE = List.of("step", "seed", "return", "length");

  /** Of each evaluation of an expert in training, after its step. */
  private static final List<String> TRAINING_EVALUATION =
      List.of(
          "training/episodes",
          "training/return",
          "raw/return",
          "raw/min_return",
          "raw/length",
          "training/critic_loss",
          "training/actor_loss",
          "training/entropy",
          "training/temperature",
          "ema/return",
          "ema/min_return",
          "ema/length");

  /** A word or more, spaces, and a number; the number may be one of several. */
  private static final Pattern EVALUATION_ROW =
      Pattern.compile("(?m)^[a-z][a-z, ]* {2,}([0-9.]+)(?: of ([0-9]+))?$");

  private RunValues() {}

  static Digest ofClone(Path run) throws IOException {
    ValueDigest values = new ValueDigest();
    addEvaluations(values, run.resolve("metrics.csv"), CLONE_EVALUATION);
    addEpisodes(values, run.resolve("episodes.csv"));
    addTensors(values, run.resolve("weights/raw.safetensors"));
    addTensors(values, run.resolve("weights/ema.safetensors"));
    return values.digest();
  }

  static Digest ofTraining(Path run) throws IOException {
    ValueDigest values = new ValueDigest();
    addEvaluations(values, run.resolve("metrics.csv"), TRAINING_EVALUATION);
    addTensors(values, run.resolve("model.safetensors"));
    return values.digest();
  }

  static Digest ofDemonstrations(Path directory) {
    ValueDigest values = new ValueDigest();
    for (Trajectory episode : MinariDataset.open(directory).toList()) {
      values.add(episode.observations()).add(episode.actions()).add(episode.rewards());
      values.add(episode.terminated()).add(episode.truncated());
      values.add(episode.seed().orElseThrow().longValueExact()).add(episode.undiscountedReturn());
    }
    return values.digest();
  }

  /**
   * @param said what {@code evaluate} printed; its histogram is drawn from the same returns
   */
  static Digest ofEvaluation(String said) {
    ValueDigest values = new ValueDigest();
    Matcher row = EVALUATION_ROW.matcher(said);
    while (row.find()) {
      values.add(Double.parseDouble(row.group(1)));
      if (row.group(2) != null) {
        values.add(Double.parseDouble(row.group(2)));
      }
    }
    return values.digest();
  }

  /** The elements of all tensors, in the order of the file. */
  private static void addTensors(ValueDigest values, Path file) {
    SafeTensors.read(file).tensors().values().forEach(values::add);
  }

  private static void addEvaluations(ValueDigest values, Path table, List<String> quantities)
      throws IOException {
    Map<String, Map<String, String>> evaluations = new LinkedHashMap<>();
    for (Map<String, String> row : rows(table)) {
      evaluations
          .computeIfAbsent(row.get("step"), step -> new HashMap<>())
          .put(row.get("iterate") + "/" + row.get("quantity"), row.get("value"));
    }
    evaluations.forEach(
        (step, numbers) -> {
          values.add(Double.parseDouble(step));
          for (String quantity : quantities) {
            values.add(Double.parseDouble(numbers.getOrDefault(quantity, "NaN")));
          }
        });
  }

  private static void addEpisodes(ValueDigest values, Path table) throws IOException {
    for (Map<String, String> row : rows(table)) {
      for (String column : CLONE_EPISODE) {
        values.add(Double.parseDouble(row.get(column)));
      }
    }
  }

  /** The rows of a table without quotes, by column. */
  private static List<Map<String, String>> rows(Path table) throws IOException {
    List<String> lines = Files.readAllLines(table);
    String[] columns = lines.get(0).split(",");
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",");
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < columns.length; i++) {
        row.put(columns[i], fields[i]);
      }
      rows.add(row);
    }
    return rows;
  }
}
