package io.papilio.core.rollout;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.policy.Policy;
import io.papilio.core.trajectory.Trajectory;
import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** A runner that several threads may use. They take turns, in the order in which they ask. */
public final class SharedRunner implements RolloutRunner {
  private final RolloutRunner runner;
  private final ReentrantLock turn = new ReentrantLock(true);

  /**
   * @param runner used by nobody else; closed with this one
   */
  public SharedRunner(RolloutRunner runner) {
    this.runner = runner;
  }

  @Override
  public EnvironmentSpec spec() {
    turn.lock();
    try {
      return runner.spec();
    } finally {
      turn.unlock();
    }
  }

  @Override
  public List<EpisodeStatistics> run(
      Policy policy, List<BigInteger> seeds, RolloutListener listener) {
    turn.lock();
    try {
      return runner.run(policy, seeds, listener);
    } finally {
      turn.unlock();
    }
  }

  @Override
  public List<List<EpisodeStatistics>> runAll(
      List<Policy> policies, List<BigInteger> seeds, RolloutListener listener) {
    turn.lock();
    try {
      return runner.runAll(policies, seeds, listener);
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void record(
      Policy policy, List<BigInteger> seeds, RolloutListener listener, Consumer<Trajectory> sink) {
    turn.lock();
    try {
      runner.record(policy, seeds, listener, sink);
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void close() {
    runner.close();
  }
}
