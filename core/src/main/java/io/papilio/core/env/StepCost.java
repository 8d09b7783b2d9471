package io.papilio.core.env;

import java.util.OptionalLong;

/**
 * About how long a step takes, as the factory of an environment declares it. It decides which
 * threads step, never what they compute: a brief step is taken where its request is read, and its
 * rows in order; any other on a thread of its own, and its rows on all cores.
 *
 * @param micros microseconds, whatever the action; absent where that is unknown, or where a step
 *     may wait for something
 */
public record StepCost(OptionalLong micros) {
  public static final StepCost UNKNOWN = new StepCost(OptionalLong.empty());

  /** Handing work to other threads and waiting for them costs some 20 microseconds. */
  private static final long BRIEF_MICROS = 100;

  public static StepCost ofMicros(long micros) {
    return new StepCost(OptionalLong.of(micros));
  }

  /** The cost of this step and the other, one after the other. */
  public StepCost plus(StepCost other) {
    return micros.isPresent() && other.micros.isPresent()
        ? ofMicros(micros.getAsLong() + other.micros.getAsLong())
        : UNKNOWN;
  }

  /** Whether it takes at most 100 microseconds. */
  public boolean isBrief() {
    return micros.isPresent() && micros.getAsLong() <= BRIEF_MICROS;
  }
}
