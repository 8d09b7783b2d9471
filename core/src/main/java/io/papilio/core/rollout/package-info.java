/**
 * Policies acting in environments: the one loop behind the evaluation of experts and imitators and
 * behind the recording of demonstrations.
 */
package io.papilio.core.rollout;
