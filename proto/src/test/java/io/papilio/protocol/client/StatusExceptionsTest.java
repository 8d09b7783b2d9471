package io.papilio.protocol.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.grpc.Status;
import io.papilio.core.env.CapacityExceededException;
import io.papilio.core.env.EnvironmentUnavailableException;
import io.papilio.core.env.PhysicsDivergedException;
import io.papilio.core.env.ResetNeededException;
import io.papilio.core.env.UnknownEnvironmentException;
import io.papilio.core.validation.InvalidValueException;
import java.net.ConnectException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatusExceptionsTest {
  private static final Map<Status.Code, Class<?>> TABLE =
      Map.of(
          Status.Code.NOT_FOUND, UnknownEnvironmentException.class,
          Status.Code.INVALID_ARGUMENT, InvalidValueException.class,
          Status.Code.FAILED_PRECONDITION, ResetNeededException.class,
          Status.Code.RESOURCE_EXHAUSTED, CapacityExceededException.class,
          Status.Code.ABORTED, PhysicsDivergedException.class);

  @ParameterizedTest
  @EnumSource(Status.Code.class)
  void everyStatusHasItsException(Status.Code code) {
    RuntimeException exception =
        StatusExceptions.of(code.toStatus().withDescription("what: a (expected: b)"), "host:1");
    Class<?> expected = TABLE.getOrDefault(code, EnvironmentUnavailableException.class);
    assertEquals(expected, exception.getClass());
    if (TABLE.containsKey(code)) {
      assertEquals("what: a (expected: b)", exception.getMessage());
    }
  }

  @Test
  void lostServerIsNamed() {
    Status lost = Status.UNAVAILABLE.withDescription("Network closed for unknown reason");
    assertEquals(
        "server localhost:50051: connection lost: Network closed for unknown reason"
            + " (expected: a running server); its sessions are lost",
        StatusExceptions.of(lost, "localhost:50051").getMessage());
  }

  @Test
  void serverThatNeverWasThereIsNamed() {
    Status absent =
        Status.UNAVAILABLE
            .withDescription("io exception")
            .withCause(new ConnectException("Connection refused: localhost:50051"));
    assertEquals(
        "server localhost:50051: no connection: io exception: Connection refused: localhost:50051"
            + " (expected: a running server); its sessions are lost",
        StatusExceptions.of(absent, "localhost:50051").getMessage());
  }
}
