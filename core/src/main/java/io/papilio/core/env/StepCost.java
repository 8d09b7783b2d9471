package io.papilio.core.env;

import java.util.OptionalLong;

/**
 * About how long a step takes, as the factory of an environment declares it. It decides which
 * threads step, never what they compute: a brief step is taken where its request is read, any other
 * on its own thread; the rows of a vector share all cores where that saves time.
 *
 * @param micros microseconds, whatever the action; absent where that is unknown, or where a step
 *     may wait for something
 */
public record StepCost(OptionalLong micros) {
  public static final StepCost UNKNOWN = new StepCost(OptionalLong.empty());

  /** A lone environment that is on board takes less. */
  private static final long BRIEF_MICROS = 250;

  /** Waking another thread takes some 20 microseconds. */
  private static final long SHARED_MICROS = 100;

  public static StepCost ofMicros(long micros) {
    return new StepCost(OptionalLong.of(micros));
  }

  /** The cost of this step and the other, one after the other. */
  public StepCost plus(StepCost other) {
    return micros.isPresent() && other.micros.isPresent()
        ? ofMicros(micros.getAsLong() + other.micros.getAsLong())
        : UNKNOWN;
  }

  /** Whether it takes at most 250 microseconds. */
  public boolean isBrief() {
    return micros.isPresent() && micros.getAsLong() <= BRIEF_MICROS;
  }

  /** Whether several threads may save time: it takes more than 100 microseconds, or is unknown. */
  public boolean isWorthSharing() {
    return micros.isEmpty() || micros.getAsLong() > SHARED_MICROS;
  }
}
