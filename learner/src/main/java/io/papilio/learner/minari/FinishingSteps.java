package io.papilio.learner.minari;

import io.papilio.learner.metrics.Progress;
import io.papilio.learner.metrics.RunInterruptedException;

/** The steps that the files of a recording go through, as its listener hears of them. */
final class FinishingSteps {
  private final Progress progress;
  private final long total;
  private long done;

  FinishingSteps(Progress progress, long total) {
    this.progress = progress;
    this.total = total;
    if (total > 0) {
      progress.advance(0, total, "");
    }
  }

  /**
   * Tells of one more.
   *
   * @throws RunInterruptedException when the listener asks to stop; what is recorded stays
   */
  void passed(String note) {
    done++;
    progress.advance(done, total, note);
    if (done < total && progress.stopRequested()) {
      throw new RunInterruptedException(
          "stopped; all episodes are kept: the same command goes on with them");
    }
  }
}
