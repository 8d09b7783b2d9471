package io.papilio.envserver.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.EnvironmentUnavailableException;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.InvalidValueException;
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
        .with(Map.of("tlsCertificate", certificate.toString(), "tlsKey", key.toString()));
  }

  @Test
  void onlyClientsThatTrustTheCertificateAreConnected()
      throws IOException, InterruptedException, GeneralSecurityException {
    SelfSigned made = SelfSigned.in(directory);
    EnvServerConfig config = config(made.certificate(), made.key());
    try (EnvServer server = EnvServer.start(config, TestEnvironments.catalog())) {
      ChannelConfig open = ChannelConfig.of(server.target());
      ChannelConfig trusting = open.withTls(new TlsConfig(Optional.of(made.certificate())));
      try (EnvironmentChannel channel = EnvironmentChannel.connect(trusting)) {
        assertEquals(3, channel.specs().size());
      }
      for (ChannelConfig bad : List.of(open, open.withTls(new TlsConfig(Optional.empty())))) {
        String message =
            assertThrows(
                    EnvironmentUnavailableException.class,
                    () -> EnvironmentChannel.connect(bad).close())
                .getMessage();
        assertTrue(message.startsWith("server " + server.target() + ": "), message);
      }
    }
  }

  @Test
  void filesThatAreNoCertificatesAreRefused() throws IOException {
    Path text = Files.writeString(directory.resolve("text"), "no certificate");
    assertThrows(
        InvalidValueException.class,
        () -> EnvServer.start(config(text, text), TestEnvironments.catalog()).close());
    Path absent = directory.resolve("absent");
    assertThrows(
        InvalidValueException.class,
        () ->
            EnvironmentChannel.connect(
                    ChannelConfig.of("localhost:1").withTls(new TlsConfig(Optional.of(absent))))
                .close());
  }

  @Test
  void certificateWithoutItsKeyIsRefused() {
    String message =
        assertThrows(
                InvalidValueException.class,
                () ->
                    Settings.of(EnvServerConfig.DEFAULTS)
                        .with(Map.of("tlsCertificate", "certificate.pem")))
            .getMessage();
    assertEquals("tls_key: nothing (expected: the key of tls_certificate)", message);
  }
}
