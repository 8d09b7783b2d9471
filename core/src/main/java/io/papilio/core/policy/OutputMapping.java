package io.papilio.core.policy;

/** How the outputs of a network become actions of a box. */
public enum OutputMapping {
  /** An output is an action. */
  IDENTITY,
  /** An output is clipped to the bounds, as those of networks that were trained without bounds. */
  CLIP,
  /** An output in [-1, 1] is scaled to the bounds, as those of networks that end in a tanh. */
  SCALE
}
