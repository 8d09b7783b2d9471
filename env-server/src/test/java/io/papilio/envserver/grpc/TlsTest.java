package io.papilio.envserver.grpc;

import static io.papilio.core.env.Failures.assertFails;
import static io.papilio.core.env.Failures.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.core.env.Reason;
import io.papilio.core.settings.Settings;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.envserver.fixture.SelfSigned;
import io.papilio.envserver.fixture.TestEnvironments;
import io.papilio.protocol.client.ChannelConfig;
import io.papilio.protocol.client.EnvironmentChannel;
import io.papilio.protocol.client.TlsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  @TempDir private Path directory;

  private static EnvServerConfig config(Path certificate, Path key) {
    return Settings.of(NettyServerFixture.CONFIG)
        .with(Map.of("tls-certificate", certificate.toString(), "tls-key", key.toString()));
  }

  @Test
  void onlyClientsThatTrustTheCertificateAreConnected()
      throws IOException, InterruptedException, GeneralSecurityException {
    SelfSigned made = SelfSigned.in(directory);
    EnvServerConfig config = config(made.certificate(), made.key());
    try (EnvServer server = EnvServer.start(config, TestEnvironments.catalog())) {
      ChannelConfig open = ChannelConfig.of(server.target());
      ChannelConfig trusting =
          open.withTls(new TlsConfig(Optional.of(made.certificate()), Optional.empty()));
      try (EnvironmentChannel channel = EnvironmentChannel.connect(trusting)) {
        assertEquals(3, channel.specs().size());
      }
      for (ChannelConfig bad :
          List.of(open, open.withTls(new TlsConfig(Optional.empty(), Optional.empty())))) {
        assertFails(Reason.UNAVAILABLE, () -> EnvironmentChannel.connect(bad).close());
      }
    }
  }

  @Test
  void filesThatAreNoCertificatesAreRejected() throws IOException {
    Path text = Files.writeString(directory.resolve("text"), "no certificate");
    assertInvalid(
        "tls_certificate",
        () -> EnvServer.start(config(text, text), TestEnvironments.catalog()).close());
    Path absent = directory.resolve("absent");
    assertInvalid(
        "tls_roots",
        () ->
            EnvironmentChannel.connect(
                    ChannelConfig.of("localhost:1")
                        .withTls(new TlsConfig(Optional.of(absent), Optional.empty())))
                .close());
  }

  @Test
  void aClientsFilesThatAreNoCertificateAreRejected() throws IOException {
    Path text = Files.writeString(directory.resolve("text"), "no certificate");
    TlsConfig tls =
        new TlsConfig(Optional.empty(), Optional.of(new TlsConfig.Identity(text, text)));
    assertInvalid(
        "tls_certificate",
        () -> EnvironmentChannel.connect(ChannelConfig.of("localhost:1").withTls(tls)).close());
  }

  @Test
  void certificateWithoutItsKeyIsRejected() {
    assertInvalid(
        "tls-key",
        () ->
            Settings.of(EnvServerConfig.DEFAULTS)
                .with(Map.of("tls-certificate", "certificate.pem")));
  }
}
