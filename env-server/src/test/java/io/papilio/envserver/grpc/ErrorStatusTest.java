package io.papilio.envserver.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.papilio.core.env.CapacityExceededException;
import io.papilio.core.env.EnvironmentUnavailableException;
import io.papilio.core.env.PhysicsDivergedException;
import io.papilio.core.env.RenderingUnavailableException;
import io.papilio.core.env.ResetNeededException;
import io.papilio.core.env.SimulationFailedException;
import io.papilio.core.env.SnapshotMismatchException;
import io.papilio.core.env.UnknownEnvironmentException;
import io.papilio.core.env.UnsupportedRequestException;
import io.papilio.core.validation.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorStatusTest {
  static Stream<Arguments> table() {
    return Stream.of(
        Arguments.of(new UnknownEnvironmentException("m"), Status.Code.NOT_FOUND, true),
        Arguments.of(new InvalidValueException("m"), Status.Code.INVALID_ARGUMENT, true),
        Arguments.of(new ResetNeededException("m"), Status.Code.FAILED_PRECONDITION, true),
        Arguments.of(new SnapshotMismatchException("m"), Status.Code.FAILED_PRECONDITION, true),
        Arguments.of(new UnsupportedRequestException("m"), Status.Code.UNIMPLEMENTED, true),
        Arguments.of(new RenderingUnavailableException("m"), Status.Code.FAILED_PRECONDITION, true),
        Arguments.of(
            new SimulationFailedException("m", null), Status.Code.FAILED_PRECONDITION, true),
        Arguments.of(new PhysicsDivergedException("m"), Status.Code.ABORTED, true),
        Arguments.of(new CapacityExceededException("m"), Status.Code.RESOURCE_EXHAUSTED, false),
        Arguments.of(new EnvironmentUnavailableException("m"), Status.Code.UNAVAILABLE, false),
        Arguments.of(
            Status.INVALID_ARGUMENT.withDescription("m").asRuntimeException(),
            Status.Code.INVALID_ARGUMENT,
            false));
  }

  @ParameterizedTest
  @MethodSource("table")
  void exceptionHasItsStatusAndKeepsItsMessage(
      RuntimeException failure, Status.Code code, boolean sessionGoesOn) {
    Status status = ErrorStatus.of(failure);
    assertEquals(code, status.getCode());
    assertEquals("m", status.getDescription());
    assertEquals(sessionGoesOn, ErrorStatus.isAnswer(failure));
  }

  @Test
  void bugIsInternalWithTheIdOfItsLogEntryAndKeepsItsSecrets() {
    List<String> ids = new ArrayList<>();
    RuntimeException bug = new IllegalStateException("password 123");
    Status status =
        ErrorStatus.of(
            bug,
            (id, logged) -> {
              assertEquals(bug, logged);
              ids.add(id);
            });
    assertEquals(Status.Code.INTERNAL, status.getCode());
    assertEquals(1, ids.size());
    assertTrue(status.getDescription().endsWith(ids.get(0)));
    assertTrue(!status.getDescription().contains("password"));
  }
}
