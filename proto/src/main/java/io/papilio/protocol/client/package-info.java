/**
 * The Java client: a channel to a server, and environments on it that behave like local ones, down
 * to the exceptions they throw.
 */
package io.papilio.protocol.client;
