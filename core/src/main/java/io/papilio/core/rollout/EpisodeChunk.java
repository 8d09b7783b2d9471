package io.papilio.core.rollout;

import io.papilio.core.space.Tensor;
import java.util.Optional;

/**
 * Consecutive steps of one episode.
 *
 * @param firstStep 0 for the first step of the episode
 * @param steps number of steps that the chunk spans
 * @param content the recorded ones among them; absent where there are none
 * @param end in the last chunk of an episode
 */
public record EpisodeChunk(
    EpisodeQueue.Episode episode,
    int firstStep,
    int steps,
    Optional<Content> content,
    Optional<End> end) {

  /**
   * Recorded steps.
   *
   * @param observations row i was observed before action i. Shape: [rows, ...]
   * @param actions shape: [rows, ...]
   * @param rewards row i followed action i. Shape: [rows], float64
   */
  public record Content(Tensor observations, Tensor actions, Tensor rewards) {}

  /**
   * How the episode ended.
   *
   * @param diverged whether physics diverged in the step after the last one; then it counts as
   *     terminated
   * @param finalObservation after the last step; absent where nothing is recorded, and where the
   *     physics diverged in the reset
   */
  public record End(
      EpisodeStatistics statistics, boolean diverged, Optional<Tensor> finalObservation) {}
}
