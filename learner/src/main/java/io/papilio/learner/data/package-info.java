/**
 * Demonstrations as training data: split by trajectory, flattened to (observation, previous action)
 * and action pairs, and sampled in minibatches.
 */
package io.papilio.learner.data;
