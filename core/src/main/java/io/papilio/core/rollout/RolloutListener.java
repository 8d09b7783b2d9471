package io.papilio.core.rollout;

/** Observes a rollout while it runs, and may request that it stops. */
public interface RolloutListener {
  /** Ignores all events and never requests a stop. */
  RolloutListener SILENT = new RolloutListener() {};

  /**
   * Called after each time step of the environments that advance together, on their thread; never
   * by two threads at once.
   *
   * @param step number of time steps since they began
   */
  default void onStep(int step) {}

  /** Called after the end of each episode, in the order of the seeds. */
  default void onEpisode(EpisodeStatistics episode) {}

  /**
   * Whether the rollout should stop. Checked before each time step of all environments; the rollout
   * then throws {@link RunInterruptedException}, and the episodes that run are lost.
   */
  default boolean stopRequested() {
    return false;
  }
}
