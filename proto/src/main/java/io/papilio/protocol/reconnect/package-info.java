/**
 * Environments that survive the loss of their server: the client waits for it, or for another one,
 * and continues bit for bit where it was.
 */
package io.papilio.protocol.reconnect;
