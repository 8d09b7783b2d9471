package io.papilio.envserver.access;

import static io.papilio.core.env.Failures.assertFails;
import static io.papilio.core.env.Failures.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Reason;
import io.papilio.core.settings.Settings;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class AccessTest {
  @TempDir Path directory;
  private final Logger audit = (Logger) LoggerFactory.getLogger(AuditLog.LOGGER);
  private final ListAppender<ILoggingEvent> events = new ListAppender<>();

  @BeforeEach
  void listen() {
    audit.setLevel(Level.INFO);
    events.start();
    audit.addAppender(events);
  }

  @AfterEach
  void leave() {
    audit.detachAppender(events);
  }

  private static EnvServer serve(Map<String, String> settings) {
    EnvServerConfig config = Settings.of(NettyServerFixture.CONFIG).with(settings);
    return EnvServer.start(config, TestEnvironments.catalog());
  }

  private static VectorEnvironment open(EnvironmentChannel channel, int size) {
    return channel.vector("Drift-v0", KeywordArguments.NONE, size, AutoresetMode.NEXT_STEP);
  }

  private List<String> audited() {
    return events.list.stream()
        .map(
            event ->
                event.getMessage()
                    + " "
                    + event.getKeyValuePairs().stream().map(pair -> "" + pair.value).toList())
        .toList();
  }

  @Test
  void everyClientHasItsOwnTokenAndLimits() {
    Path file = directory.resolve("tokens");
    String alice = TokenFile.add(file, "alice");
    String bob = TokenFile.add(file, "bob");
    Map<String, String> settings = new HashMap<>();
    settings.put("tokens", file.toString());
    settings.put("max-client-environments", "2");
    try (EnvServer server = serve(settings)) {
      ChannelConfig open = ChannelConfig.of(server.target());
      assertFails(Reason.UNAVAILABLE, () -> EnvironmentChannel.connect(open).close());
      assertFails(
          Reason.UNAVAILABLE, () -> EnvironmentChannel.connect(open.withToken("alice")).close());
      try (EnvironmentChannel first = EnvironmentChannel.connect(open.withToken(alice));
          EnvironmentChannel second = EnvironmentChannel.connect(open.withToken(alice));
          EnvironmentChannel other = EnvironmentChannel.connect(open.withToken(bob))) {
        open(first, 2).close();
        try (VectorEnvironment held = open(first, 2)) {
          EnvironmentException full =
              assertThrows(EnvironmentException.class, () -> open(second, 1).close());
          assertEquals(Reason.CAPACITY_EXCEEDED, full.reason());
          assertEquals("environments of client alice: 3 (expected: at most 2)", full.getMessage());
          open(other, 2).close();
        }
        open(second, 2).close();
      }
    }
    assertEquals(
        List.of(
            "rejected [127.0.0.1, papilio.env.v1.EnvironmentService/GetServerInfo, absent token]",
            "rejected [127.0.0.1, papilio.env.v1.EnvironmentService/GetServerInfo, wrong token]",
            "session opened [alice, 2 of Drift-v0, session 1]",
            "session ended [alice, session 1, OK]"),
        audited().subList(0, 4));
  }

  @Test
  void aCertificateSaysWhoTheClientIs()
      throws IOException, InterruptedException, GeneralSecurityException {
    SelfSigned server = SelfSigned.in(Files.createDirectory(directory.resolve("server")));
    SelfSigned client = SelfSigned.in(Files.createDirectory(directory.resolve("client")));
    Map<String, String> settings =
        Map.of(
            "tls-certificate", server.certificate().toString(),
            "tls-key", server.key().toString(),
            "tls-client-ca", client.certificate().toString());
    try (EnvServer serving = serve(settings)) {
      ChannelConfig open = ChannelConfig.of(serving.target());
      Optional<Path> roots = Optional.of(server.certificate());
      TlsConfig named =
          new TlsConfig(
              roots, Optional.of(new TlsConfig.Identity(client.certificate(), client.key())));
      try (EnvironmentChannel channel = EnvironmentChannel.connect(open.withTls(named))) {
        open(channel, 1).close();
      }
      ChannelConfig nameless = open.withTls(new TlsConfig(roots, Optional.empty()));
      assertFails(Reason.UNAVAILABLE, () -> EnvironmentChannel.connect(nameless).close());
      TlsConfig stranger =
          new TlsConfig(
              roots, Optional.of(new TlsConfig.Identity(server.certificate(), server.key())));
      assertFails(
          Reason.UNAVAILABLE, () -> EnvironmentChannel.connect(open.withTls(stranger)).close());
    }
    assertEquals("session opened [CN=localhost, 1 of Drift-v0, session 1]", audited().get(0));
  }

  @Test
  void healthAnswersWithoutATokenWhereTheOperatorSaysSo() {
    for (boolean open : new boolean[] {true, false}) {
      try (EnvServer server = serve(Map.of("token", "secret", "open-health", "" + open))) {
        ManagedChannel channel =
            Grpc.newChannelBuilder(server.target(), InsecureChannelCredentials.create()).build();
        try {
          HealthGrpc.HealthBlockingStub health = HealthGrpc.newBlockingStub(channel);
          HealthCheckRequest request = HealthCheckRequest.getDefaultInstance();
          if (open) {
            assertEquals(ServingStatus.SERVING, health.check(request).getStatus());
          } else {
            assertEquals(
                Status.Code.UNAUTHENTICATED,
                assertThrows(StatusRuntimeException.class, () -> health.check(request))
                    .getStatus()
                    .getCode());
          }
          assertFails(
              Reason.UNAVAILABLE, () -> EnvironmentChannel.connect(server.target()).close());
        } finally {
          channel.shutdownNow();
        }
      }
    }
  }

  @Test
  void beyondThisMachineEncryptionIsRequired() {
    assertInvalid("host", () -> serve(Map.of("host", "0.0.0.0")).close());
    assertInvalid(
        "metrics_host", () -> serve(Map.of("metrics-host", "::", "metrics-port", "0")).close());
    serve(Map.of("host", "0.0.0.0", "insecure", "true", "token", "secret")).close();
  }
}
