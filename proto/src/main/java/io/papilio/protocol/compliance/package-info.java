/**
 * Holds any server that speaks the protocol against it: the environment contract of {@code
 * protocol.contract} through the client, and by bare messages what no client would send. Source:
 * the comments of environment.proto.
 */
package io.papilio.protocol.compliance;
