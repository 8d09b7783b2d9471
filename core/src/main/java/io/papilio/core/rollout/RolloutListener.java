package io.papilio.core.rollout;

/** Listens to a rollout while it runs. */
public interface RolloutListener {
  /** Hears nothing and never asks to stop. */
  RolloutListener SILENT = new RolloutListener() {};

  /**
   * Called after each time step of all environments.
   *
   * @param step number of time steps since their episodes began together
   */
  default void onStep(int step) {}

  /** Called after the end of each episode, in the order of the seeds. */
  default void onEpisode(EpisodeStatistics episode) {}

  /**
   * Whether the rollout should stop. It is asked between episodes, and then ends with {@link
   * RunInterruptedException}.
   */
  default boolean stopRequested() {
    return false;
  }
}
