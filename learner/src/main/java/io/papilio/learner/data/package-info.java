/**
 * Demonstrations as training data: kept on disk, split by trajectory, flattened to (observation,
 * previous action) and action pairs, and sampled in minibatches.
 */
package io.papilio.learner.data;
