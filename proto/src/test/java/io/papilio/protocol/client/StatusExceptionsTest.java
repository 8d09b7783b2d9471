package io.papilio.protocol.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.grpc.Status;
import io.papilio.core.env.CapacityExceededException;
import io.papilio.core.env.EnvironmentUnavailableException;
import io.papilio.core.env.PhysicsDivergedException;
import io.papilio.core.env.RenderingUnavailableException;
import io.papilio.core.env.ResetNeededException;
import io.papilio.core.env.SnapshotMismatchException;
import io.papilio.core.env.UnknownEnvironmentException;
import io.papilio.core.env.UnsupportedRequestException;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.protocol.v1.Failure;
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
  void snapshotOfAnotherEnvironmentIsAMismatch() {
    Status mismatch =
        Status.FAILED_PRECONDITION.withDescription(
            "environment 1: snapshot: environment Ant-v5 (expected: Hopper-v5)");
    assertEquals(
        SnapshotMismatchException.class, StatusExceptions.of(mismatch, "host:1").getClass());
  }

  @Test
  void serverThatCannotDrawSaysWhatToInstall() {
    Status blind = Status.FAILED_PRECONDITION.withDescription("renderer: none (expected: libegl1)");
    RuntimeException exception = StatusExceptions.of(blind, "host:1");
    assertEquals(RenderingUnavailableException.class, exception.getClass());
    assertEquals("renderer: none (expected: libegl1)", exception.getMessage());
  }

  @Test
  void requestThatIsNotSupportedLeavesTheSession() {
    Failure failure =
        Failure.newBuilder()
            .setCode(Status.Code.UNIMPLEMENTED.value())
            .setMessage("snapshot: A-v0 (expected: an environment that can be kept)")
            .build();
    RuntimeException exception = StatusExceptions.of(failure, "host:1");
    assertEquals(UnsupportedRequestException.class, exception.getClass());
    assertEquals(failure.getMessage(), exception.getMessage());
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
        "server localhost:50051: no connection: refused"
            + " (expected: a running server, as of ./papilio serve)",
        StatusExceptions.of(absent, "localhost:50051").getMessage());
  }
}
