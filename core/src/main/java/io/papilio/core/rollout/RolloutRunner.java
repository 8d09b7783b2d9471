package io.papilio.core.rollout;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.policy.Policy;
import io.papilio.core.trajectory.Trajectory;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs policies in environments of one kind, one episode per seed. An episode depends on its seed
 * and the policy alone. Not safe for use by several threads.
 */
public interface RolloutRunner extends AutoCloseable {
  /** Of the environments. */
  EnvironmentSpec spec();

  /**
   * Runs one episode per seed. An episode whose physics diverge ends there: it counts as
   * terminated, with the rewards up to then.
   *
   * @return one per seed, in their order
   * @throws RunInterruptedException when the listener requests a stop
   */
  List<EpisodeStatistics> run(Policy policy, List<BigInteger> seeds, RolloutListener listener);

  /** Same as {@code run(policy, seeds, RolloutListener.SILENT)}. */
  default List<EpisodeStatistics> run(Policy policy, List<BigInteger> seeds) {
    return run(policy, seeds, RolloutListener.SILENT);
  }

  /**
   * Runs one episode per seed and policy, which may be faster than one policy after the other.
   *
   * @return one list per policy, in their order
   * @throws RunInterruptedException when the listener requests a stop
   */
  default List<List<EpisodeStatistics>> runAll(
      List<Policy> policies, List<BigInteger> seeds, RolloutListener listener) {
    return policies.stream().map(policy -> run(policy, seeds, listener)).toList();
  }

  /**
   * Records one episode per seed.
   *
   * @param sink receives each trajectory, in the order of the seeds, before {@link
   *     RolloutListener#onEpisode}
   * @throws io.papilio.core.env.EnvironmentException.PhysicsDiverged when physics diverge
   * @throws RunInterruptedException when the listener requests a stop
   */
  void record(
      Policy policy, List<BigInteger> seeds, RolloutListener listener, Consumer<Trajectory> sink);

  /** Frees the environments that belong to the runner. */
  @Override
  default void close() {}
}
