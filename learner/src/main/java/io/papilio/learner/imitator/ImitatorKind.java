package io.papilio.learner.imitator;

/** Which functions an imitator is chosen from. */
public enum ImitatorKind {
  /** A multilayer perceptron of the observation and the previous action. */
  MLP,
  /** u = K x, the observation alone. */
  LINEAR
}
