/**
 * The environment service: sessions on gRPC streams, their capacity and leases, and the mapping of
 * failures to statuses. The behavior is specified in {@code environment.proto}.
 */
package io.papilio.envserver.grpc;
