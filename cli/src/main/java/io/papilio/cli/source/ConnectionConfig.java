package io.papilio.cli.source;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.Require;
import io.papilio.protocol.client.ChannelConfig;
import io.papilio.protocol.client.TlsConfig;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which server a command uses.
 *
 * @param credentials apply to a server of another process
 */
public record ConnectionConfig(
    @Setting(
            "host:port of a running server, several of them, or dns:///NAME:PORT; by default one is"
                + " embedded")
        String server,
    @Setting(
            "seconds to wait for a server that is lost or not there yet, to continue on it or"
                + " another one with the same results; 0 ends the command instead")
        @DefaultValue("0")
        int reconnect,
    Credentials credentials) {
  public static final ConnectionConfig EMBEDDED = Settings.defaults(ConnectionConfig.class);

  public ConnectionConfig {
    Require.nonNegative(reconnect, "reconnect");
  }

  /** How a server of another process and its client trust each other. */
  public record Credentials(
      @Setting(value = "bearer token that the server asks for", secret = true) String token,
      @Setting("whether the connection is encrypted") @DefaultValue("false") boolean tls,
      @Setting("PEM file of trusted root certificates; by default those of the Java runtime")
          String tlsRoots,
      @Setting("PEM file of this client's certificate, where the server asks for one")
          String tlsCertificate,
      @Setting("PEM file of the certificate's private key") String tlsKey) {
    public Credentials {
      Require.that(
          tlsCertificate.isEmpty() == tlsKey.isEmpty(),
          tlsKey.isEmpty() ? "tls_key" : "tls_certificate",
          "nothing",
          "certificate and key, or neither");
    }

    /**
     * How to reach a server.
     *
     * @param setting that names the server
     */
    public ChannelConfig channel(String setting, String server) {
      Require.that(isAddress(server), setting, server, "host:port, for example localhost:50051");
      ChannelConfig open = ChannelConfig.of(server);
      ChannelConfig known = token.isEmpty() ? open : open.withToken(token);
      Optional<Path> roots = tlsRoots.isEmpty() ? Optional.empty() : Optional.of(Path.of(tlsRoots));
      Optional<TlsConfig.Identity> identity =
          tlsCertificate.isEmpty()
              ? Optional.empty()
              : Optional.of(new TlsConfig.Identity(Path.of(tlsCertificate), Path.of(tlsKey)));
      return tls || roots.isPresent() || identity.isPresent()
          ? known.withTls(new TlsConfig(roots, identity))
          : known;
    }

    private static boolean isAddress(String target) {
      String server = target.startsWith("dns:///") ? target.substring("dns:///".length()) : target;
      int colon = server.lastIndexOf(':');
      String port = server.substring(colon + 1);
      return colon > 0 && port.matches("[1-9][0-9]{0,4}") && Integer.parseInt(port) <= 65535;
    }
  }
}
