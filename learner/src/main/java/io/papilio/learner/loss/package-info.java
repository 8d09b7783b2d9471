/** Losses of behavior cloning and their gradients. */
package io.papilio.learner.loss;
