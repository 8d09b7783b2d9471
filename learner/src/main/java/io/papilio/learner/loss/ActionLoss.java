package io.papilio.learner.loss;

/**
 * A configured distance of an imitator's actions from the expert's, written {@code
 * KIND:KEY=VALUE,KEY=VALUE} as a setting: for example {@code huber:delta=0.5}.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", appendix B.1.2, which compares L1 and L2.
 */
public sealed interface ActionLoss extends OutputLoss permits L2, L1, Huber, Euclidean {}
