package io.papilio.learner.evaluation;

import io.papilio.core.policy.Policy;
import io.papilio.core.rollout.Progress;
import io.papilio.core.space.Tensor;

/** A policy whose every step is told to a listener, for episodes that take long. */
public final class ReportingPolicy implements Policy {
  private final Policy policy;
  private final Progress progress;
  private final long done;
  private final long total;
  private final String note;
  private long step;

  /**
   * @param done episodes that have ended
   * @param total of all episodes
   * @param note what there is to say besides; empty when nothing
   */
  public ReportingPolicy(Policy policy, Progress progress, long done, long total, String note) {
    this.policy = policy;
    this.progress = progress;
    this.done = done;
    this.total = total;
    this.note = note;
  }

  @Override
  public Tensor act(Tensor observations, Tensor previousActions) {
    step++;
    progress.advance(done, total, note + (note.isEmpty() ? "" : ", ") + "step " + step);
    return policy.act(observations, previousActions);
  }
}
