package io.papilio.learner.diagnostics;

import io.papilio.artifacts.table.CsvTable;
import io.papilio.artifacts.table.CsvWriter;
import io.papilio.core.policy.TensorSlice;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.learner.evaluation.PolicyEvaluator;
import io.papilio.learner.evaluation.PolicyScore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A map of return and loss over a lattice of parameters, as a CSV file with a row per point: i, j,
 * the distance from the center, validation loss, return, normalized reward. Rows are in order, so
 * that a map that was interrupted is resumed.
 *
 * @param center theta. Shape: [size]
 * @param first d1, of {@code spacing}. Shape: [size]
 * @param second d2. Shape: [size]
 * @param radius lattice points on each side
 */
public record Landscape(float[] center, float[] first, float[] second, double spacing, int radius) {
  static final List<String> COLUMNS =
      List.of("i", "j", "distance", "validation_loss", "return", "normalized_reward");

  /** A normal direction, every tensor scaled to the norm of the center's. */
  public static float[] random(
      float[] center, List<TensorSlice> tensors, NumpyGenerator generator) {
    float[] direction = new float[center.length];
    for (TensorSlice tensor : tensors) {
      int end = tensor.offset() + tensor.size();
      double squares = 0;
      double wanted = 0;
      for (int i = tensor.offset(); i < end; i++) {
        direction[i] = (float) generator.standardNormal();
        squares += (double) direction[i] * direction[i];
        wanted += (double) center[i] * center[i];
      }
      // d <- d |theta| / |d|
      float scale = (float) Math.sqrt(wanted / squares);
      for (int i = tensor.offset(); i < end; i++) {
        direction[i] *= scale;
      }
    }
    return direction;
  }

  /**
   * Evaluates the points that the file lacks.
   *
   * @throws RunInterruptedException when progress asks to stop
   */
  public void draw(Path file, ParameterSpace space, PolicyEvaluator evaluator, Progress progress) {
    int width = 2 * radius + 1;
    makeDirectory(file);
    long done = Files.exists(file) ? CsvTable.read(file).size() : 0;
    try (CsvWriter writer = CsvWriter.open(file, COLUMNS, done)) {
      for (long k = done; k < (long) width * width; k++) {
        progress.advance(k, (long) width * width, file.getFileName().toString());
        if (progress.stopRequested()) {
          throw new RunInterruptedException("stopped in a landscape; the same command resumes");
        }
        int i = (int) (k / width) - radius;
        int j = (int) (k % width) - radius;
        float[] theta = at(i, j);
        PolicyScore score = evaluator.evaluate(space.policy(theta));
        writer.append(
            List.of(
                i,
                j,
                distance(theta),
                space.validationLoss(theta),
                score.meanReturn(),
                score.normalizedReward()));
      }
    }
  }

  private static void makeDirectory(Path file) {
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** theta + i s d1 + j s d2. */
  float[] at(int i, int j) {
    float[] theta = new float[center.length];
    for (int k = 0; k < theta.length; k++) {
      theta[k] = (float) (center[k] + spacing * (i * (double) first[k] + j * (double) second[k]));
    }
    return theta;
  }

  private double distance(float[] theta) {
    double squares = 0;
    for (int k = 0; k < theta.length; k++) {
      double difference = (double) theta[k] - center[k];
      squares += difference * difference;
    }
    return Math.sqrt(squares);
  }
}
