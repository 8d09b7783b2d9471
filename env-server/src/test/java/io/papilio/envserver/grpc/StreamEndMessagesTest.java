package io.papilio.envserver.grpc;

import static io.papilio.core.env.Failures.assertFails;
import static io.papilio.envserver.fixture.RawStream.open;
import static io.papilio.envserver.fixture.RawStream.step;
import static io.papilio.envserver.fixture.TestRequests.ONE;
import static io.papilio.envserver.fixture.TestRequests.SEED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Reason;
import io.papilio.core.space.Tensor;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.envserver.fixture.RawStream;
import io.papilio.envserver.fixture.TestEnvironments;
import io.papilio.protocol.v1.InteractRequest;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the server says when a stream ends, and when it cannot begin. */
class StreamEndMessagesTest extends FaultyRequests {
  static Stream<Arguments> streamEnds() {
    InteractRequest large = step(Tensor.float64(new double[9_000], 3_000, 3));
    return Stream.of(
        row("request: reset (expected: open first)", SEED),
        row(
            "request: nothing (expected: a request of the protocol)",
            InteractRequest.getDefaultInstance()),
        row("request: open (expected: open only once)", ONE, ONE),
        row("environments: 9 (expected: at most 8)", open("Drift-v0", 9, AutoresetMode.DISABLED)),
        row(
            "message: " + large.getSerializedSize() + " bytes (expected: at most 65536)",
            ONE,
            large));
  }

  @ParameterizedTest
  @MethodSource
  void streamEnds(String message, List<InteractRequest> requests) {
    RawStream stream = send(requests);
    assertEquals(message, stream.end().getDescription());
  }

  @Test
  void tooManySessionsAndStoppingServer() {
    try (NettyServerFixture small = new NettyServerFixture(NettyServerFixture.config(1, 1, 0))) {
      RawStream first = small.stream().send(ONE);
      first.response();
      assertEquals(
          "sessions: 2 (expected: at most 1)", small.stream().send(ONE).end().getDescription());
      small.server.close();
      assertEquals("the server is stopping", first.end().getDescription());
    }
  }

  @Test
  void addressInUse() {
    int port = URI.create("tcp://" + fixture.server.target()).getPort();
    EnvServerConfig config = NettyServerFixture.CONFIG.withPort(port);
    EnvironmentException e =
        assertFails(
            Reason.UNAVAILABLE, () -> EnvServer.start(config, TestEnvironments.catalog()).close());
    assertEquals(
        "cannot listen on " + fixture.server.target() + ": address already in use", e.getMessage());
  }
}
