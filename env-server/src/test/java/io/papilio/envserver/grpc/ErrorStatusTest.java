package io.papilio.envserver.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Reason;
import io.papilio.core.validation.InvalidValueException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorStatusTest {
  private static final Set<Reason> ENDING =
      EnumSet.of(Reason.CAPACITY_EXCEEDED, Reason.UNAVAILABLE);

  @ParameterizedTest
  @EnumSource(Reason.class)
  void onlyAFullOrLostServerEndsTheStream(Reason reason) {
    EnvironmentException e = EnvironmentException.of(reason, "m");
    assertEquals(ENDING.contains(reason), ErrorStatus.answer(e).isEmpty());
    assertEquals("m", ErrorStatus.of(e).getDescription());
  }

  @Test
  void invalidValueIsAnswered() {
    InvalidValueException e = new InvalidValueException("action", "NaN", "finite numbers");
    assertTrue(ErrorStatus.answer(e).isPresent());
  }

  @Test
  void statusEndsTheStreamAsItIs() {
    RuntimeException e = Status.INVALID_ARGUMENT.withDescription("m").asRuntimeException();
    assertEquals(Optional.empty(), ErrorStatus.answer(e));
    assertEquals(Status.Code.INVALID_ARGUMENT, ErrorStatus.of(e).getCode());
    assertEquals("m", ErrorStatus.of(e).getDescription());
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
    assertEquals(Optional.empty(), ErrorStatus.answer(bug));
    assertEquals(Status.Code.INTERNAL, status.getCode());
    assertEquals(1, ids.size());
    assertTrue(status.getDescription().endsWith(ids.get(0)));
    assertFalse(status.getDescription().contains("password"));
  }
}
