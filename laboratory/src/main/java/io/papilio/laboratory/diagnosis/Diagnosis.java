package io.papilio.laboratory.diagnosis;

import io.papilio.artifacts.file.AtomicFile;
import io.papilio.core.policy.Policy;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.validation.Require;
import io.papilio.learner.averaging.AverageBank;
import io.papilio.learner.averaging.AverageSpec;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How the returns of a training's checkpoints oscillate, and those of averages of the checkpoints.
 *
 * @param sequences one per average
 * @param weights of each average of all checkpoints, by name
 */
public record Diagnosis(List<CheckpointReturns> sequences, Map<String, float[]> weights) {

  /**
   * Rolls out every checkpoint, and every average of the checkpoints up to it.
   *
   * @param checkpoints in the order of training, at least two of the same layout
   * @param averages of checkpoints in the place of iterates
   */
  public static Diagnosis of(
      List<Checkpoint> checkpoints,
      List<AverageSpec> averages,
      RolloutRunner runner,
      List<BigInteger> seeds,
      Progress progress) {
    Checkpoint first = checkpoints.get(0);
    for (Checkpoint checkpoint : checkpoints) {
      Require.that(
          checkpoint.layout().equals(first.layout()),
          checkpoint.file().toString(),
          checkpoint.layout(),
          first.layout() + ", as in " + first.file());
    }
    AverageBank bank = new AverageBank(averages, first.weights());
    Map<String, double[][]> returns = new LinkedHashMap<>();
    bank.names().forEach(name -> returns.put(name, new double[checkpoints.size()][]));
    float[] average = new float[first.weights().length];
    Map<String, float[]> last = new LinkedHashMap<>();
    long done = 0;
    long total = (long) checkpoints.size() * averages.size();
    for (int k = 0; k < checkpoints.size(); k++) {
      bank.update(checkpoints.get(k).weights());
      for (String name : bank.names()) {
        progress.advance(done++, total, checkpoints.get(k).file().getFileName() + " " + name);
        if (progress.stopRequested()) {
          throw new RunInterruptedException("stopped after " + (done - 1) + " of " + total);
        }
        bank.copyTo(name, average);
        returns.get(name)[k] = first.act(average, policy -> returns(policy, runner, seeds));
        last.put(name, average.clone());
      }
    }
    progress.advance(total, total, "");
    List<CheckpointReturns> sequences = new ArrayList<>();
    returns.forEach((name, of) -> sequences.add(new CheckpointReturns(name, of)));
    return new Diagnosis(sequences, last);
  }

  /** The average to deploy: after the last checkpoint, its interval has the highest lower end. */
  public CheckpointReturns recommended() {
    return sequences.stream()
        .max(Comparator.comparingDouble(sequence -> sequence.last().interval().low()))
        .orElseThrow();
  }

  /** A row per average, with 95% intervals over the choice of the seeds. */
  public String markdown() {
    StringBuilder text =
        new StringBuilder(
            """
            | iterate | last | mean | range | oscillation | best | best overstated by |
            |---|---|---|---|---|---|---|
            """);
    for (CheckpointReturns sequence : sequences) {
      text.append("| ").append(sequence.name());
      for (CheckpointReturns.Estimate estimate : sequence.estimates()) {
        text.append(
            String.format(
                Locale.ROOT,
                " | %.1f [%.1f, %.1f]",
                estimate.value(),
                estimate.interval().low(),
                estimate.interval().high()));
      }
      text.append(String.format(Locale.ROOT, " | %.1f |%n", sequence.selectionBias()));
    }
    return text.toString();
  }

  /** Writes every return: a row per checkpoint, average and seed. */
  public void write(Path file, List<Checkpoint> checkpoints, List<BigInteger> seeds) {
    StringBuilder text = new StringBuilder("checkpoint,iterate,seed,return\n");
    for (int k = 0; k < checkpoints.size(); k++) {
      for (CheckpointReturns sequence : sequences) {
        for (int i = 0; i < seeds.size(); i++) {
          text.append(checkpoints.get(k).file().getFileName()).append(',');
          text.append(sequence.name()).append(',').append(seeds.get(i)).append(',');
          text.append(sequence.returns()[k][i]).append('\n');
        }
      }
    }
    AtomicFile.write(file, text.toString());
  }

  private static double[] returns(Policy policy, RolloutRunner runner, List<BigInteger> seeds) {
    return runner.run(policy.within(runner.spec().actionSpace()), seeds).stream()
        .mapToDouble(EpisodeStatistics::undiscountedReturn)
        .toArray();
  }
}
