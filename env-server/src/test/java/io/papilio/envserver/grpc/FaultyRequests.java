package io.papilio.envserver.grpc;

import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.envserver.fixture.RawStream;
import io.papilio.protocol.v1.InteractRequest;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.Arguments;

/** A server, and requests to it of which the last one is at fault. */
abstract class FaultyRequests {
  static NettyServerFixture fixture;

  @BeforeAll
  static void start() {
    fixture = new NettyServerFixture();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  /** A new stream after all responses but the one to the last request. */
  static RawStream send(List<InteractRequest> requests) {
    RawStream stream = fixture.stream().send(requests.toArray(InteractRequest[]::new));
    for (int i = 0; i < requests.size() - 1; i++) {
      stream.response();
    }
    return stream;
  }

  static Arguments row(String message, InteractRequest... requests) {
    return Arguments.of(message, List.of(requests));
  }
}
