package io.papilio.core.rollout;

import io.papilio.core.trajectory.Trajectory;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * How one episode went.
 *
 * @param seed what the environment was reset with; absent where it is not known
 * @param undiscountedReturn sum of the rewards, added up in order of time
 * @param length number of time steps
 * @param terminated whether the task itself ended the episode
 * @param truncated whether a limit from outside ended it
 */
public record EpisodeStatistics(
    Optional<BigInteger> seed,
    double undiscountedReturn,
    int length,
    boolean terminated,
    boolean truncated) {

  /** How the episode of a trajectory went. */
  public static EpisodeStatistics of(Trajectory trajectory) {
    return new EpisodeStatistics(
        trajectory.seed(),
        trajectory.undiscountedReturn(),
        trajectory.length(),
        trajectory.terminated(),
        trajectory.truncated());
  }

  /** Mean of the returns; NaN for no episodes. */
  public static double meanReturn(List<EpisodeStatistics> episodes) {
    return episodes.stream().mapToDouble(EpisodeStatistics::undiscountedReturn).sum()
        / episodes.size();
  }

  /** Mean number of time steps; NaN for no episodes. */
  public static double meanLength(List<EpisodeStatistics> episodes) {
    return (double) episodes.stream().mapToLong(EpisodeStatistics::length).sum() / episodes.size();
  }
}
