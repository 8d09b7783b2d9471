/**
 * Why consecutive iterates act so differently: noise of the gradients, disagreement of neighbors,
 * first exits from the demonstrations, and how the return depends on the parameters.
 */
package io.papilio.learner.diagnostics;
