package io.papilio.core.rollout;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.policy.Policy;
import io.papilio.core.rollout.EpisodeChunk.Content;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.Require;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Runs policies in environments of this process, on several threads. Each thread has some of the
 * environments, in which it alternates between the policy and the physics, and an environment
 * begins the next episode as soon as its last one has ended.
 */
public final class LocalRollout implements RolloutRunner {
  private final List<Environment> environments;
  private final List<List<Environment>> groups;

  /**
   * @param environments of one kind, that check their actions; closed with this rollout
   * @param threads at most so many advance environments
   */
  public LocalRollout(List<? extends Environment> environments, int threads) {
    Require.positive(environments.size(), "environments");
    Require.positive(threads, "threads");
    this.environments = List.copyOf(environments);
    groups = split(this.environments, Math.min(threads, environments.size()));
  }

  /** Splits environments into groups that differ by one at most. */
  public static <E> List<List<E>> split(List<E> environments, int groups) {
    return IntStream.range(0, groups)
        .mapToObj(
            g ->
                environments.subList(
                    g * environments.size() / groups, (g + 1) * environments.size() / groups))
        .toList();
  }

  @Override
  public EnvironmentSpec spec() {
    return environments.get(0).spec();
  }

  @Override
  public List<EpisodeStatistics> run(
      Policy policy, List<BigInteger> seeds, RolloutListener listener) {
    return runAll(List.of(policy), seeds, listener).get(0);
  }

  /** No thread waits for the others between policies. */
  @Override
  public List<List<EpisodeStatistics>> runAll(
      List<Policy> policies, List<BigInteger> seeds, RolloutListener listener) {
    List<Play> plays =
        policies.stream()
            .map(policy -> new Play(policy, seeds, listener, Optional.empty()))
            .toList();
    execute(plays, listener);
    return plays.stream().map(play -> play.sequence.delivered()).toList();
  }

  @Override
  public void record(
      Policy policy, List<BigInteger> seeds, RolloutListener listener, Consumer<Trajectory> sink) {
    execute(List.of(new Play(policy, seeds, listener, Optional.of(sink))), listener);
  }

  @Override
  public void close() {
    environments.forEach(Environment::close);
  }

  private void execute(List<Play> plays, RolloutListener listener) {
    Stop stop = new Stop(listener);
    // The common pool has a thread per core and is shared, so rollouts cannot oversubscribe it.
    IntStream.range(0, groups.size())
        .parallel()
        .forEach(
            group -> {
              try {
                for (Play play : plays) {
                  play.execute(groups.get(group), stop);
                }
              } catch (CancellationException e) {
                // Another thread has the reason.
              } catch (RuntimeException | Error e) {
                stop.because(e);
              }
            });
    stop.throwReason(plays);
  }

  /** Why all threads stop early. */
  private static final class Stop {
    private final RolloutListener listener;
    private volatile boolean requested;
    private Throwable failure;

    Stop(RolloutListener listener) {
      this.listener = listener;
      requested = listener.stopRequested();
    }

    boolean isRequested() {
      return requested;
    }

    synchronized void because(Throwable first) {
      failure = failure == null ? first : failure;
      requested = true;
    }

    void ask() {
      requested |= listener.stopRequested();
    }

    synchronized void throwReason(List<Play> plays) {
      if (failure instanceof Error error) {
        throw error;
      } else if (failure instanceof RuntimeException exception) {
        throw exception;
      } else if (requested) {
        long ended = plays.stream().mapToLong(play -> play.sequence.delivered().size()).sum();
        long all = plays.stream().mapToLong(play -> play.seeds.size()).sum();
        if (ended < all) {
          throw new RunInterruptedException("stopped after " + ended + " of " + all + " episodes");
        }
      }
    }
  }

  /** The episodes of one policy. */
  private static final class Play {
    private final Policy policy;
    private final List<BigInteger> seeds;
    private final EpisodeQueue queue;
    private final RolloutListener listener;
    private final EpisodeRecording recording;
    private final EpisodeSequence sequence;

    Play(
        Policy policy,
        List<BigInteger> seeds,
        RolloutListener listener,
        Optional<Consumer<Trajectory>> sink) {
      this.policy = policy;
      this.seeds = seeds;
      this.listener = listener;
      queue = new EpisodeQueue(seeds);
      recording = sink.isPresent() ? EpisodeRecording.TRAJECTORIES : EpisodeRecording.RETURNS;
      sequence = new EpisodeSequence(listener, sink);
    }

    void execute(List<Environment> environments, Stop stop) {
      EpisodeGroup group =
          new EpisodeGroup(
              environments,
              policy,
              queue,
              recording,
              chunk -> {
                synchronized (stop) {
                  add(chunk);
                  stop.ask();
                }
              },
              stop::isRequested);
      int step = 0;
      while (group.step()) {
        step++;
        synchronized (stop) {
          listener.onStep(step);
          stop.ask();
        }
      }
    }

    private void add(EpisodeChunk chunk) {
      chunk
          .end()
          .ifPresent(
              end ->
                  sequence.add(
                      chunk.episode().index(),
                      end.statistics(),
                      end.diverged(),
                      chunk.content().map(content -> trajectory(content, end))));
    }

    private static Trajectory trajectory(Content content, EpisodeChunk.End end) {
      List<Tensor> last = new ArrayList<>();
      content.observations().rows().forEach(row -> last.add(row.asTensor()));
      last.add(end.finalObservation().orElseThrow());
      return new Trajectory(
          end.statistics().seed(),
          Tensor.stack(last),
          content.actions(),
          content.rewards(),
          end.statistics().terminated(),
          end.statistics().truncated());
    }
  }
}
