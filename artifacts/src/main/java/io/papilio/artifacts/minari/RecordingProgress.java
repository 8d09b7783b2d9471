package io.papilio.artifacts.minari;

import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RunInterruptedException;

/** The steps that the files of a recording go through, as its listener hears of them. */
final class RecordingProgress {
  private final Progress progress;
  private final long total;
  private long done;

  RecordingProgress(Progress progress, long total) {
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
