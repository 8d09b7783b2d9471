package io.papilio.laboratory.cloning;

import io.papilio.artifacts.run.Run;
import io.papilio.core.provenance.Digest;
import io.papilio.core.rollout.Progress;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.learner.cloning.BehaviorCloningConfig;
import java.util.List;
import java.util.Map;

/** Where a cloning run gets the expert's trajectories. */
public sealed interface DemonstrationSource permits ExistingDemonstrations, RecordedDemonstrations {
  /** For people, for example {@code the shipped SAC expert}. */
  String name();

  /** Digests of what decides the trajectories, by name. */
  Map<String, Digest> inputs();

  /**
   * The trajectories to learn from. The episodes that the imitator's rewards are relative to are
   * then in the run's {@code expert.json}.
   *
   * @param environments with next-step autoreset; stays the caller's
   */
  List<Trajectory> prepare(
      Run run, BehaviorCloningConfig config, VectorEnvironment environments, Progress progress);
}
