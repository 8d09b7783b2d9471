package io.papilio.core.rollout;

import java.util.Locale;

/** Reports the episodes and time steps of a rollout as progress. */
public final class EpisodeProgress implements RolloutListener {
  private final Progress progress;
  private final long total;
  private long done;
  private String note = "";

  /**
   * @param done episodes that have ended before
   * @param total number of all episodes
   */
  public EpisodeProgress(Progress progress, long done, long total) {
    this.progress = progress;
    this.done = done;
    this.total = total;
    progress.advance(done, total, note);
  }

  @Override
  public void onStep(int step) {
    progress.advance(done, total, note + (note.isEmpty() ? "" : ", ") + "step " + step);
  }

  @Override
  public void onEpisode(EpisodeStatistics episode) {
    done++;
    note = String.format(Locale.ROOT, "return %.1f", episode.undiscountedReturn());
    progress.advance(done, total, note);
  }

  @Override
  public boolean stopRequested() {
    return progress.stopRequested();
  }
}
