package io.papilio.laboratory.cloning;

import io.papilio.artifacts.run.Run;
import io.papilio.core.policy.Policy;
import io.papilio.core.provenance.Digest;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.trajectory.TrajectorySource;
import io.papilio.learner.cloning.BehaviorCloningConfig;
import java.util.Map;
import java.util.Optional;

/** Where a cloning run gets the expert's trajectories. */
public sealed interface DemonstrationSource permits ExistingDemonstrations, RecordedDemonstrations {
  /** For people, for example {@code the shipped SAC expert}. */
  String name();

  /** Digests of what decides the trajectories, by name. */
  Map<String, Digest> inputs();

  /** What acts in further trajectories of the same kind, if it is known. */
  Optional<Policy> expertPolicy();

  /**
   * The trajectories to learn from. The episodes that the imitator's rewards are relative to are
   * then in the run's {@code expert.json}.
   *
   * @param runner records episodes that are missing
   */
  TrajectorySource prepare(
      Run run, BehaviorCloningConfig config, RolloutRunner runner, Progress progress);
}
