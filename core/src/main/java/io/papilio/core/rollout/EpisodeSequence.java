package io.papilio.core.rollout;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Reason;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.InvalidValueException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings the episodes of a rollout, which end in any order, into the order of their seeds. Not safe
 * for use by several threads at once.
 */
public final class EpisodeSequence {
  private final RolloutListener listener;
  private final Optional<Consumer<Trajectory>> sink;
  private final Map<Integer, Ended> waiting = new HashMap<>();
  private final List<EpisodeStatistics> delivered = new ArrayList<>();

  private record Ended(
      EpisodeStatistics statistics, boolean diverged, Optional<Trajectory> trajectory) {}

  /**
   * @param sink receives the trajectories, if they are recorded
   */
  public EpisodeSequence(RolloutListener listener, Optional<Consumer<Trajectory>> sink) {
    this.listener = listener;
    this.sink = sink;
  }

  /**
   * Takes an episode that has ended, and delivers all whose turn has come.
   *
   * @param index of its seed
   * @param trajectory if it is recorded and has steps
   * @throws EnvironmentException PHYSICS_DIVERGED when an episode is recorded that diverged
   */
  public void add(
      int index, EpisodeStatistics statistics, boolean diverged, Optional<Trajectory> trajectory) {
    waiting.put(index, new Ended(statistics, diverged, trajectory));
    while (waiting.containsKey(delivered.size())) {
      deliver(waiting.remove(delivered.size()));
    }
  }

  /** How the delivered episodes went, in the order of their seeds. */
  public List<EpisodeStatistics> delivered() {
    return List.copyOf(delivered);
  }

  private void deliver(Ended episode) {
    if (sink.isPresent()) {
      if (episode.diverged()) {
        throw EnvironmentException.of(
            Reason.PHYSICS_DIVERGED,
            "the physics diverged in step %d of the episode with seed %s"
                .formatted(
                    episode.statistics().length() + 1, episode.statistics().seed().orElseThrow()));
      }
      sink.get()
          .accept(
              episode
                  .trajectory()
                  .orElseThrow(
                      () ->
                          new InvalidValueException(
                              "episode", "no recorded steps", "a trajectory")));
    }
    delivered.add(episode.statistics());
    listener.onEpisode(episode.statistics());
  }
}
