package io.papilio.learner.averaging;

import java.util.function.Function;

/**
 * One kind of average.
 *
 * @param word the beginning of its specification
 * @param configure reads all parameters, with their defaults
 */
record AverageKind(String word, Function<AverageParameters, Start> configure) {
  /** Begins a configured average. */
  @FunctionalInterface
  interface Start {
    /**
     * The average before its first update.
     *
     * @param theta theta(0). Shape: [size]
     */
    IterateAverage at(float[] theta);
  }
}
