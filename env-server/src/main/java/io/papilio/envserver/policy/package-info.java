/**
 * The policies that rollouts run: made from messages, and stored for the connections that sent
 * them.
 */
package io.papilio.envserver.policy;
