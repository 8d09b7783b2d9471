/** Policies that travel: between those of core.policy and the messages of rollout.proto. */
package io.papilio.protocol.policy;
