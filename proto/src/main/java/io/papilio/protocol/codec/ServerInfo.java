package io.papilio.protocol.codec;

import io.papilio.core.validation.Require;
import io.papilio.protocol.v1.GetServerInfoResponse;
import java.util.List;
import java.util.Map;

/**
 * What a server says of itself.
 *
 * @param protocolVersion "major.minor"; a higher minor only adds
 * @param libraries what decides the numbers, for example {@code mujoco} to {@code 3.14.0}
 * @param capabilities requests beyond open, reset, step and close, by the protocol's names
 * @param models digests of the models of environments, by id
 */
public record ServerInfo(
    String protocolVersion,
    String name,
    String version,
    Map<String, String> libraries,
    ServerLimits limits,
    List<String> capabilities,
    Map<String, String> models) {
  /** Of the protocol that this client speaks. */
  public static final String PROTOCOL_VERSION = "1.2";

  public ServerInfo {
    libraries = Map.copyOf(libraries);
    capabilities = List.copyOf(capabilities);
    models = Map.copyOf(models);
    Require.that(protocolVersion.startsWith("1."), "protocol_version", protocolVersion, "1.x");
  }

  /** Whether failures have reasons, as since protocol 1.1. */
  public boolean hasReasons() {
    return !protocolVersion.equals("1.0");
  }

  public static ServerInfo of(GetServerInfoResponse response) {
    return new ServerInfo(
        response.getProtocolVersion(),
        response.getServerName(),
        response.getServerVersion(),
        response.getLibrariesMap(),
        new ServerLimits(
            response.getLimits().getMaxSessions(),
            response.getLimits().getMaxEnvironments(),
            response.getLimits().getMaxEnvironmentBytes(),
            response.getLimits().getMaxMessageBytes(),
            response.getLimits().getLeaseSeconds()),
        response.getCapabilitiesList(),
        response.getModelsMap());
  }
}
