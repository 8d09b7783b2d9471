/**
 * Networks in training: forward and backward passes over flat float32 vectors of parameters.
 *
 * <p>One flat vector keeps the parameters, their gradient, the optimizer's moments and the averages
 * as equally long arrays, so that an update is one pass over memory.
 */
package io.papilio.learner.network;
