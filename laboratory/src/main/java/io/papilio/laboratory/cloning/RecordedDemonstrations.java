package io.papilio.laboratory.cloning;

import io.papilio.artifacts.minari.MinariDataset;
import io.papilio.artifacts.minari.MinariRecording;
import io.papilio.artifacts.run.Run;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.policy.Policy;
import io.papilio.core.provenance.Digest;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.trajectory.TrajectorySource;
import io.papilio.expert.demonstration.DemonstrationRecorder;
import io.papilio.learner.cloning.BehaviorCloningConfig;
import io.papilio.learner.evaluation.ExpertEpisodes;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Demonstrations of an expert, recorded in the directory of the run. Rewards are relative to its
 * episodes on the evaluation seeds.
 *
 * @param digest of what decides the expert's actions
 * @param keywords that the environment is made with
 */
public record RecordedDemonstrations(
    String name, Policy expert, Digest digest, KeywordArguments keywords)
    implements DemonstrationSource {
  /** The data set's directory in the directory of the run. */
  static final String DIRECTORY = "demonstrations";

  @Override
  public Map<String, Digest> inputs() {
    return Map.of("expert", digest);
  }

  @Override
  public Optional<Policy> expertPolicy() {
    return Optional.of(expert);
  }

  @Override
  public TrajectorySource prepare(
      Run run, BehaviorCloningConfig config, RolloutRunner runner, Progress progress) {
    Path directory = run.file(DIRECTORY);
    MinariDataset dataset =
        MinariRecording.isComplete(directory)
            ? MinariRecording.ended(directory)
            : record(directory, config.demonstrationSeeds(), runner, progress);
    Path episodes = run.file(ExpertEpisodes.FILE_NAME);
    if (Files.notExists(episodes)) {
      ExpertEpisodes.write(episodes, runner.run(expert, config.evaluationSeeds()));
    }
    return dataset;
  }

  private MinariDataset record(
      Path directory, List<BigInteger> seeds, RolloutRunner runner, Progress progress) {
    String text = seeds.size() + " episodes, recorded to be cloned";
    String id = EnvironmentSpec.fileName(runner.spec().id()) + "/expert-v0";
    MinariRecording recording =
        MinariRecording.open(
            directory, DemonstrationRecorder.describe(runner.spec(), keywords, id, name, text));
    new DemonstrationRecorder(runner, expert).record(recording, seeds, progress);
    return recording.finish();
  }
}
