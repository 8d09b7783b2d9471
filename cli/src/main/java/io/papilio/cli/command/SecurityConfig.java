package io.papilio.cli.command;

import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;
import io.papilio.protocol.client.ChannelConfig;
import io.papilio.protocol.client.TlsConfig;
import java.nio.file.Path;
import java.util.Optional;

/** How client and server of another process trust each other. */
record SecurityConfig(
    @Setting(value = "bearer token that the server asks for", secret = true) String token,
    @Setting("whether the connection to the server is encrypted") boolean tls,
    @Setting(
            "PEM file of what may have signed the server's certificate; without it, what Java"
                + " trusts")
        String tlsRoots) {
  static final SecurityConfig DEFAULTS = new SecurityConfig("", false, "");

  /** How to reach a server. */
  ChannelConfig channel(String option, String server) {
    Require.that(isAddress(server), option, server, "host:port, for example localhost:50051");
    ChannelConfig open = ChannelConfig.of(server);
    ChannelConfig known = token.isEmpty() ? open : open.withToken(token);
    Optional<Path> roots = tlsRoots.isEmpty() ? Optional.empty() : Optional.of(Path.of(tlsRoots));
    return tls || roots.isPresent() ? known.withTls(new TlsConfig(roots)) : known;
  }

  private static boolean isAddress(String server) {
    int colon = server.lastIndexOf(':');
    String port = server.substring(colon + 1);
    return colon > 0 && port.matches("[1-9][0-9]{0,4}") && Integer.parseInt(port) <= 65535;
  }
}
