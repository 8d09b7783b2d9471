package io.papilio.laboratory.cloning;

import io.papilio.artifacts.minari.MinariDataset;
import io.papilio.artifacts.minari.MinariRecording;
import io.papilio.artifacts.run.Run;
import io.papilio.core.policy.Policy;
import io.papilio.core.provenance.Digest;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.Rollout;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.expert.demonstration.DemonstrationRecorder;
import io.papilio.expert.demonstration.Demonstrator;
import io.papilio.learner.cloning.BehaviorCloningConfig;
import io.papilio.learner.evaluation.ExpertEpisodes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Demonstrations of an expert, recorded in the directory of the run. Rewards are relative to its
 * episodes on the evaluation seeds.
 *
 * @param digest of what decides the expert's actions
 */
public record RecordedDemonstrations(String name, Policy expert, Digest digest)
    implements DemonstrationSource {
  /** The data set's directory in the directory of the run. */
  static final String DIRECTORY = "demonstrations";

  @Override
  public Map<String, Digest> inputs() {
    return Map.of("expert", digest);
  }

  @Override
  public List<Trajectory> prepare(
      Run run, BehaviorCloningConfig config, VectorEnvironment environments, Progress progress) {
    Path directory = run.file(DIRECTORY);
    MinariDataset dataset =
        MinariRecording.isComplete(directory)
            ? MinariRecording.ended(directory)
            : record(directory, config.demonstrationSeeds(), environments, progress);
    Path episodes = run.file(ExpertEpisodes.FILE_NAME);
    if (Files.notExists(episodes)) {
      Rollout rollout = new Rollout(environments, expert);
      ExpertEpisodes.write(episodes, rollout.run(config.evaluationSeeds()));
    }
    return dataset.read();
  }

  private MinariDataset record(
      Path directory, List<Long> seeds, VectorEnvironment environments, Progress progress) {
    String text = seeds.size() + " episodes, recorded to be cloned";
    MinariRecording recording =
        MinariRecording.open(
            directory, DemonstrationRecorder.describe(environments.spec(), "expert", name, text));
    new DemonstrationRecorder(environments, Demonstrator.of(expert))
        .record(recording, seeds, progress);
    return recording.finish();
  }
}
