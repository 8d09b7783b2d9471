package io.papilio.protocol.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.grpc.Status;
import io.grpc.netty.shaded.io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionProblemTest {

  static Stream<Arguments> causes() {
    return Stream.of(
        Arguments.of(
            new UnknownHostException("nowhere"),
            "unknown host (expected: a host that can be resolved)"),
        Arguments.of(
            new SSLException("no certificate\nand more"),
            "not secure: no certificate (expected: a server with TLS and a trusted certificate)"),
        Arguments.of(
            new ConnectTimeoutException("timed out"),
            "no answer (expected: a host that can be reached)"),
        Arguments.of(
            new ConnectException("refused"),
            "refused (expected: a running server, as of ./papilio serve)"));
  }

  @ParameterizedTest
  @MethodSource("causes")
  void whyThereIsNoConnectionIsSaidInWords(Exception cause, String words) {
    Status status = Status.UNAVAILABLE.withCause(new IOException("io exception", cause));
    assertEquals(Optional.of(words), ConnectionProblem.of(status));
  }

  @Test
  void connectionThatBrokeHasNoWords() {
    Status status = Status.UNAVAILABLE.withCause(new IOException("Connection reset by peer"));
    assertEquals(Optional.empty(), ConnectionProblem.of(status));
  }
}
