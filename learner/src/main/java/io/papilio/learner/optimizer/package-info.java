/** Optimizers that update a flat parameter vector in place. */
package io.papilio.learner.optimizer;
