package io.papilio.core.rollout;

import io.papilio.core.validation.Require;

/**
 * What is recorded of episodes, and how long they are.
 *
 * @param steps whether steps are recorded, or only the ends of episodes
 * @param every of the steps 0, k, 2k, ... alone
 * @param chunkSteps recorded steps in a chunk, at most
 * @param horizon truncates episodes after so many steps
 */
public record EpisodeRecording(boolean steps, int every, int chunkSteps, int horizon) {
  /** Whole episodes, each in one chunk. */
  public static final EpisodeRecording TRAJECTORIES =
      new EpisodeRecording(true, 1, Integer.MAX_VALUE, Integer.MAX_VALUE);

  /** The ends of episodes alone. */
  public static final EpisodeRecording RETURNS =
      new EpisodeRecording(false, 1, Integer.MAX_VALUE, Integer.MAX_VALUE);

  public EpisodeRecording {
    Require.positive(every, "every");
    Require.positive(chunkSteps, "chunk_steps");
    Require.positive(horizon, "horizon");
  }
}
