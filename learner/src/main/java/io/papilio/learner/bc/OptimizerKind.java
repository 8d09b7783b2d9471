package io.papilio.learner.bc;

/** How a gradient becomes the next iterate. */
public enum OptimizerKind {
  /** Adam with decoupled weight decay. */
  ADAMW,
  /** theta - eta g; betas and weight decay are not used. */
  SGD
}
