package io.papilio.protocol.reconnect;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.policy.Policy;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.rollout.RolloutListener;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.core.trajectory.Trajectory;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A runner that runs the episodes which a lost connection has not delivered on the next one. An
 * episode depends on its seed and the policy alone.
 */
final class ReconnectingRunner implements RolloutRunner {
  private final Reconnection reconnection;
  private final Function<RolloutSource, RolloutRunner> make;
  private EnvironmentSpec spec;
  private RolloutSource server;
  private RolloutRunner current;

  ReconnectingRunner(Reconnection reconnection, Function<RolloutSource, RolloutRunner> make) {
    this.reconnection = reconnection;
    this.make = make;
  }

  private interface Part {
    void run(RolloutRunner runner, List<BigInteger> seeds, RolloutListener listener);
  }

  @Override
  public EnvironmentSpec spec() {
    if (spec == null) {
      spec = reconnection.call(source -> on(source).spec());
    }
    return spec;
  }

  @Override
  public List<EpisodeStatistics> run(
      Policy policy, List<BigInteger> seeds, RolloutListener listener) {
    return runParts(seeds, listener, (runner, rest, counted) -> runner.run(policy, rest, counted));
  }

  @Override
  public void record(
      Policy policy, List<BigInteger> seeds, RolloutListener listener, Consumer<Trajectory> sink) {
    Object unused =
        runParts(
            seeds, listener, (runner, rest, counted) -> runner.record(policy, rest, counted, sink));
  }

  @Override
  public void close() {
    if (current != null) {
      current.close();
    }
  }

  private List<EpisodeStatistics> runParts(
      List<BigInteger> seeds, RolloutListener listener, Part part) {
    List<EpisodeStatistics> delivered = new ArrayList<>();
    boolean complete = false;
    while (!complete) {
      complete =
          reconnection.call(
              source -> {
                int before = delivered.size();
                try {
                  List<BigInteger> rest = seeds.subList(before, seeds.size());
                  part.run(on(source), rest, counting(source, listener, delivered));
                  return true;
                } catch (EnvironmentException.Unavailable e) {
                  if (delivered.size() == before) {
                    throw e;
                  }
                  // With every episode the patience begins anew.
                  reconnection.lose(Optional.of(source), e);
                  return delivered.size() == seeds.size();
                }
              });
    }
    return List.copyOf(delivered);
  }

  private RolloutListener counting(
      RolloutSource source, RolloutListener listener, List<EpisodeStatistics> delivered) {
    return new RolloutListener() {
      @Override
      public void onStep(int step) {
        listener.onStep(step);
      }

      @Override
      public void onEpisode(EpisodeStatistics episode) {
        delivered.add(episode);
        reconnection.found(source);
        listener.onEpisode(episode);
      }

      @Override
      public boolean stopRequested() {
        return listener.stopRequested();
      }
    };
  }

  private RolloutRunner on(RolloutSource source) {
    if (source != server) {
      RolloutRunner next = make.apply(source);
      if (spec != null) {
        ReconnectingSource.requireSame(spec, next.spec());
      }
      current = next;
      server = source;
    }
    return current;
  }
}
