package io.papilio.protocol.client;

import io.papilio.core.validation.Require;
import io.papilio.protocol.v1.GetServerInfoResponse;
import java.util.Map;

/**
 * What a server says of itself.
 *
 * @param protocolVersion "major.minor"; a higher minor only adds
 * @param libraries what decides the numbers, for example {@code mujoco} to {@code 3.14.0}
 */
public record ServerInfo(
    String protocolVersion,
    String name,
    String version,
    Map<String, String> libraries,
    ServerLimits limits) {
  /** Of the protocol that this client speaks. */
  public static final String PROTOCOL_VERSION = "1.0";

  public ServerInfo {
    libraries = Map.copyOf(libraries);
    Require.that(protocolVersion.startsWith("1."), "protocol_version", protocolVersion, "1.x");
  }

  static ServerInfo of(GetServerInfoResponse response) {
    return new ServerInfo(
        response.getProtocolVersion(),
        response.getServerName(),
        response.getServerVersion(),
        response.getLibrariesMap(),
        new ServerLimits(
            response.getLimits().getMaxSessions(),
            response.getLimits().getMaxEnvironments(),
            response.getLimits().getMaxMessageBytes(),
            response.getLimits().getLeaseSeconds()));
  }
}
