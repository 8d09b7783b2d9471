package io.papilio.laboratory.pitfalls.learner;

/** A policy without memory, for simulations in float64. */
@FunctionalInterface
public interface StatePolicy {
  /** The action in a state. */
  double[] act(double[] x);
}
