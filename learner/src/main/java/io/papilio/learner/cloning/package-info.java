/**
 * Behavior cloning: minibatch gradient descent on the one-step error of an imitator, with averages
 * of its iterates, all evaluated on the same seeds.
 *
 * <p>Source: "Butterfly Effects of SGD Noise" (arXiv 2310.11428), sections 2 to 4, appendix B.
 */
package io.papilio.learner.cloning;
