package io.papilio.protocol.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Reason;
import io.papilio.core.validation.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatusExceptionsTest {
  @ParameterizedTest
  @EnumSource(value = Status.Code.class, mode = EnumSource.Mode.EXCLUDE, names = "INVALID_ARGUMENT")
  void endOfAStreamIsALostOrAFullServer(Status.Code code) {
    Status status = code.toStatus().withDescription("m");
    EnvironmentException e =
        assertInstanceOf(EnvironmentException.class, StatusExceptions.of(status, "host:1"));
    if (code == Status.Code.RESOURCE_EXHAUSTED) {
      assertEquals(Reason.CAPACITY_EXCEEDED, e.reason());
      assertEquals("m", e.getMessage());
    } else {
      assertEquals(Reason.UNAVAILABLE, e.reason());
      assertTrue(e.getMessage().contains("host:1"), e.getMessage());
      assertEquals(code, Status.fromThrowable(e.getCause()).getCode());
    }
  }

  @Test
  void requestOutOfPlaceIsAnInvalidValue() {
    Status status = Status.INVALID_ARGUMENT.withDescription("m");
    InvalidValueException e =
        assertInstanceOf(InvalidValueException.class, StatusExceptions.of(status, "host:1"));
    assertEquals("request", e.subject());
    assertEquals("m", e.getMessage());
  }
}
