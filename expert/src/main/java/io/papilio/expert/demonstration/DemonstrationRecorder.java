package io.papilio.expert.demonstration;

import io.papilio.core.env.VectorEnvironment;
import io.papilio.core.policy.Policy;
import io.papilio.core.rollout.Rollout;
import io.papilio.learner.data.DemonstrationRecording;
import io.papilio.learner.data.DemonstrationStore;
import io.papilio.learner.metrics.Progress;
import io.papilio.learner.metrics.RunInterruptedException;
import java.util.List;

/**
 * Records an expert's trajectories with their origin: environment, seeds, digests, and what the
 * expert was.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", appendix B.1, "Collecting expert trajectories".
 */
public final class DemonstrationRecorder {
  private final VectorEnvironment environments;
  private final Policy expert;

  /**
   * @param environments with next-step autoreset; stays the caller's
   * @param expert a deterministic policy, for example the mean action of a stochastic one
   */
  public DemonstrationRecorder(VectorEnvironment environments, Policy expert) {
    this.environments = environments;
    this.expert = expert;
  }

  /**
   * Records one trajectory per seed. A store that is complete already is left as it is.
   *
   * @param expertName what the expert is, in words
   * @throws RunInterruptedException when progress asks to stop; nothing is kept
   */
  public void record(
      DemonstrationStore store, String expertName, List<Long> seeds, Progress progress) {
    if (store.isComplete()) {
      return;
    }
    DemonstrationRecording recording = store.record(environments.spec().id(), expertName);
    Rollout rollout = new Rollout(environments, expert);
    for (int first = 0; first < seeds.size(); first += environments.size()) {
      if (progress.stopRequested()) {
        throw new RunInterruptedException(
            "stopped while recording demonstrations; the same command records them anew");
      }
      int end = Math.min(first + environments.size(), seeds.size());
      rollout.record(seeds.subList(first, end), recording::add);
      progress.advance(end, seeds.size(), "");
    }
    recording.finish();
  }
}
