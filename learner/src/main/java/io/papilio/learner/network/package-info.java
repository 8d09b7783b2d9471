/**
 * Multilayer perceptrons whose parameters are one flat float32 vector.
 *
 * <p>One flat leaf keeps the parameters, their gradient, the optimizer's moments and the averaged
 * iterate as equally long arrays, so that an update is one pass over memory.
 */
package io.papilio.learner.network;
