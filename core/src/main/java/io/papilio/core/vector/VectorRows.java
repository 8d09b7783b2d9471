package io.papilio.core.vector;

import io.papilio.core.env.CallOrder;
import io.papilio.core.env.Info;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Space;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The environments of a vector, advanced together, with their newest time steps. */
final class VectorRows {
  private final List<CallOrder> environments;
  private final LocalVectorConfig config;
  private final ObservationBatch observations;
  private final StepBatch batch;
  private final RowFailures failures;

  /** The newest time step of each environment; with SAME_STEP, never the last of an episode. */
  private final TimeStep[] newest;

  /** With SAME_STEP, the last time step of the episode that ended in this call, or null. */
  private final TimeStep[] ended;

  VectorRows(List<CallOrder> environments, LocalVectorConfig config) {
    this.environments = List.copyOf(environments);
    this.config = config;
    Space space = environments.get(0).spec().observationSpace();
    observations = new ObservationBatch(space, environments);
    batch = new StepBatch(space, config.infoNames());
    failures = new RowFailures(environments.size());
    newest = new TimeStep[environments.size()];
    ended = new TimeStep[environments.size()];
  }

  CallOrder get(int index) {
    return environments.get(index);
  }

  /** Whether the newest time step of an environment is the last of its episode. */
  boolean isLast(int index) {
    return newest[index].isLast();
  }

  /**
   * Advances some environments, then throws the first failure if there is any: it waits until all
   * have advanced, so that threads make no difference.
   *
   * @param next advances one environment, on any thread
   * @throws CancellationException when the caller has gone
   */
  void advance(IntPredicate included, IntFunction<TimeStep> next) {
    Arrays.fill(ended, null);
    failures.clear();
    observations.begin();
    if (config.stepCost().isWorthSharing()) {
      RowThreads.forEach(environments.size(), i -> attempt(i, included, next));
    } else {
      for (int i = 0; i < environments.size(); i++) {
        attempt(i, included, next);
      }
    }
    failures.throwFirst();
  }

  private void attempt(int index, IntPredicate included, IntFunction<TimeStep> next) {
    if (!included.test(index)) {
      return;
    }
    try {
      if (config.abandoned().getAsBoolean()) {
        throw new CancellationException("nobody waits for the answer");
      }
      newest[index] = next.apply(index);
    } catch (RuntimeException e) {
      failures.put(index, e);
    }
  }

  /** Keeps the last time step of an episode, for the call whose answer begins the next one. */
  void end(int index, TimeStep last) {
    ended[index] = observations.detach(index, last);
  }

  /**
   * The answer to a reset.
   *
   * @param included which environments have an info
   */
  VectorTimeStep firsts(IntPredicate included) {
    return batch(
        i ->
            TimeStep.first(
                newest[i].observation(), included.test(i) ? newest[i].info() : Info.EMPTY));
  }

  /** The answer to a step: with SAME_STEP, reward and flags are those of the ended episode. */
  VectorTimeStep steps() {
    return batch(
        i ->
            ended[i] == null
                ? newest[i]
                : new TimeStep(
                    newest[i].observation(),
                    ended[i].reward(),
                    ended[i].terminated(),
                    ended[i].truncated(),
                    newest[i].info()));
  }

  private VectorTimeStep batch(IntFunction<TimeStep> row) {
    List<TimeStep> steps = IntStream.range(0, environments.size()).mapToObj(row).toList();
    return batch.of(
        observations.of(steps.stream().map(TimeStep::observation).toList()), steps, ended);
  }
}
