package io.papilio.protocol.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.grpc.Status;
import io.grpc.netty.shaded.io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the client says about the end of a call or a stream. */
class ClientMessagesTest {
  static Stream<Arguments> messages() {
    return Stream.of(
        Arguments.of(
            absent(new UnknownHostException("nowhere")), "cannot reach host:1: unknown host"),
        Arguments.of(
            absent(new ConnectException("rejected")),
            "cannot reach host:1: connection refused; start a server with ./papilio serve"),
        Arguments.of(
            absent(new ConnectTimeoutException("timed out")),
            "cannot reach host:1: the connection timed out"),
        Arguments.of(
            absent(new SSLException("no certificate\nand more")),
            "cannot reach host:1: TLS failed: no certificate"),
        Arguments.of(
            Status.UNAVAILABLE.withCause(new IOException("Connection reset by peer")),
            "lost the connection to host:1: UNAVAILABLE: Connection reset by peer"),
        Arguments.of(
            Status.UNAVAILABLE.withDescription("the server is stopping"),
            "lost the connection to host:1: the server is stopping"),
        Arguments.of(
            Status.DEADLINE_EXCEEDED.withDescription("no request for 60 s"),
            "lost the session on host:1: no request for 60 s"),
        Arguments.of(
            Status.UNAUTHENTICATED.withDescription("no token"),
            "host:1 rejected the credentials: no token"),
        Arguments.of(
            Status.UNIMPLEMENTED.withDescription("Method not found"),
            "host:1 does not speak this protocol: Method not found"),
        Arguments.of(Status.OK, "host:1 ended the session"),
        Arguments.of(
            Status.RESOURCE_EXHAUSTED.withDescription("sessions: 4 (expected: at most 3)"),
            "sessions: 4 (expected: at most 3)"));
  }

  private static Status absent(Exception cause) {
    return Status.UNAVAILABLE.withCause(new IOException("io exception", cause));
  }

  @ParameterizedTest
  @MethodSource
  void messages(Status status, String message) {
    assertEquals(message, StatusExceptions.of(status, "host:1").getMessage());
  }
}
