/**
 * How good a policy is in the environment: returns over fixed seeds, also as a fraction of the
 * expert's.
 */
package io.papilio.learner.evaluation;
