package io.papilio.protocol.client;

import io.papilio.protocol.v1.EnvironmentServiceGrpc;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;

/**
 * A target {@code dns:///NAME:PORT}, behind which there may be several servers: calls go to those
 * that are healthy, in turn.
 */
final class BalancedTarget {
  private static final String SCHEME = "dns:///";

  private BalancedTarget() {}

  /** How gRPC spreads calls; for other targets, all go to one server. */
  static Map<String, ?> serviceConfig(String target) {
    return isBalanced(target)
        ? Map.of(
            "loadBalancingConfig",
            List.of(Map.of("round_robin", Map.of())),
            "healthCheckConfig",
            Map.of("serviceName", EnvironmentServiceGrpc.SERVICE_NAME))
        : Map.of();
  }

  /** Number of servers, at the moment; 1 where that is unknown. */
  static int addresses(String target) {
    if (!isBalanced(target)) {
      return 1;
    }
    String address = target.substring(SCHEME.length());
    try {
      int colon = address.lastIndexOf(':');
      return InetAddress.getAllByName(colon < 0 ? address : address.substring(0, colon)).length;
    } catch (UnknownHostException e) {
      return 1;
    }
  }

  private static boolean isBalanced(String target) {
    return target.startsWith(SCHEME);
  }
}
