package io.papilio.core.rollout;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.policy.Actor;
import io.papilio.core.policy.Policy;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.FiniteCheck;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Some environments that advance together: the policy sees their observations as a batch, and each
 * environment begins the next episode of the queue as soon as its episode has ended. Groups of one
 * queue may run on different threads, so that one steps while another computes actions.
 */
public final class EpisodeGroup {
  private final List<? extends Environment> environments;
  private final Policy policy;
  private final EpisodeQueue queue;
  private final EpisodeRecording recording;
  private final Consumer<EpisodeChunk> sink;
  private final BooleanSupplier abandoned;
  private List<Running> running;
  private Actor actor;

  /** An episode under way in an environment, with its newest observation. */
  private record Running(Environment environment, EpisodeBuffer buffer, Tensor observation) {}

  /**
   * @param environments that check their actions, with observations of one array; stay the caller's
   *     to close
   * @param sink receives the chunks, on the thread that calls {@link #step}
   * @param abandoned whether nobody waits for the result; asked before each environment advances
   */
  public EpisodeGroup(
      List<? extends Environment> environments,
      Policy policy,
      EpisodeQueue queue,
      EpisodeRecording recording,
      Consumer<EpisodeChunk> sink,
      BooleanSupplier abandoned) {
    environments.get(0).spec().requireArrayObservations();
    this.environments = environments;
    this.policy = policy;
    this.queue = queue;
    this.recording = recording;
    this.sink = sink;
    this.abandoned = abandoned;
  }

  /**
   * Advances every episode under way by one step.
   *
   * @return whether episodes are under way after it
   * @throws CancellationException when nobody waits for the result
   */
  public boolean step() {
    if (running == null) {
      begin();
    }
    if (running.isEmpty()) {
      return false;
    }
    Tensor actions = actor.act(Tensor.stack(running.stream().map(Running::observation).toList()));
    List<Running> next = new ArrayList<>();
    int[] kept = new int[running.size()];
    for (int row = 0; row < running.size(); row++) {
      Optional<Running> episode = step(row, running.get(row), actions.row(row));
      if (episode.isPresent()) {
        kept[next.size()] = row;
        next.add(episode.get());
      }
    }
    if (next.size() < running.size()) {
      actor.keep(Arrays.copyOf(kept, next.size()));
    }
    running = next;
    return !running.isEmpty();
  }

  private void begin() {
    running = new ArrayList<>();
    List<BigInteger> seeds = new ArrayList<>();
    for (Environment environment : environments) {
      begin(environment)
          .ifPresent(
              first -> {
                seeds.add(first.buffer().seed());
                running.add(first);
              });
    }
    actor = policy.begin(seeds);
  }

  /** Steps one environment; absent when no episode is left for it. */
  private Optional<Running> step(int row, Running episode, Tensor action) {
    checkAbandoned();
    Environment environment = episode.environment();
    EpisodeBuffer buffer = episode.buffer();
    EpisodeChunk end;
    FiniteCheck.action(environment.spec(), action, buffer::next);
    try {
      TimeStep next = environment.step(action);
      Tensor observation = next.observation().asTensor();
      FiniteCheck.answer(environment.spec(), observation, next.reward(), buffer::next);
      buffer.add(episode.observation(), action, next.reward());
      boolean cut = buffer.length() >= recording.horizon();
      if (!next.isLast() && !cut) {
        if (buffer.isFull()) {
          sink.accept(buffer.cut());
        }
        return Optional.of(new Running(environment, buffer, observation));
      }
      end =
          buffer.end(
              next.terminated(),
              next.truncated() || !next.terminated(),
              false,
              Optional.of(observation));
    } catch (EnvironmentException.PhysicsDiverged e) {
      end = buffer.end(true, false, true, Optional.of(episode.observation()));
    }
    sink.accept(end);
    Optional<Running> following = begin(environment);
    following.ifPresent(first -> actor.restart(row, first.buffer().seed()));
    return following;
  }

  /** Begins the next episode in an environment; one that diverges at once ends at once. */
  private Optional<Running> begin(Environment environment) {
    for (Optional<EpisodeQueue.Episode> next = queue.poll();
        next.isPresent();
        next = queue.poll()) {
      checkAbandoned();
      EpisodeBuffer buffer = new EpisodeBuffer(next.get(), recording);
      try {
        TimeStep first = environment.reset(ResetRequest.seeded(next.get().seed()));
        Tensor observation = first.observation().asTensor();
        FiniteCheck.answer(
            environment.spec(), observation, 0, () -> FiniteCheck.when(buffer.seed(), 0));
        return Optional.of(new Running(environment, buffer, observation));
      } catch (EnvironmentException.PhysicsDiverged e) {
        sink.accept(buffer.end(true, false, true, Optional.empty()));
      }
    }
    return Optional.empty();
  }

  private void checkAbandoned() {
    if (abandoned.getAsBoolean()) {
      throw new CancellationException("nobody waits for the episodes");
    }
  }
}
