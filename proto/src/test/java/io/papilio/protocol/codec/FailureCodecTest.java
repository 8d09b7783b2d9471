package io.papilio.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.grpc.Status.Code;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Reason;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.protocol.v1.Failure;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureCodecTest {
  /** The failure that each reason is sent as: environment.proto's table. */
  private static final Map<Reason, Failure> TABLE =
      Map.of(
          Reason.UNKNOWN_ENVIRONMENT, failure(Code.NOT_FOUND, 2),
          Reason.UNKNOWN_POLICY, failure(Code.NOT_FOUND, 9),
          Reason.RESET_NEEDED, failure(Code.FAILED_PRECONDITION, 3),
          Reason.SIMULATION_FAILED, failure(Code.FAILED_PRECONDITION, 4),
          Reason.RENDERING_UNAVAILABLE, failure(Code.FAILED_PRECONDITION, 5),
          Reason.SNAPSHOT_MISMATCH, failure(Code.FAILED_PRECONDITION, 6),
          Reason.PHYSICS_DIVERGED, failure(Code.ABORTED, 7),
          Reason.UNSUPPORTED, failure(Code.UNIMPLEMENTED, 8),
          Reason.CAPACITY_EXCEEDED, failure(Code.RESOURCE_EXHAUSTED, 0),
          Reason.UNAVAILABLE, failure(Code.UNAVAILABLE, 0));

  /** The reason that the code of a failure without one stands for. */
  private static final Map<Code, Reason> WITHOUT_REASON =
      Map.of(
          Code.NOT_FOUND, Reason.UNKNOWN_ENVIRONMENT,
          Code.FAILED_PRECONDITION, Reason.RESET_NEEDED,
          Code.ABORTED, Reason.PHYSICS_DIVERGED,
          Code.UNIMPLEMENTED, Reason.UNSUPPORTED,
          Code.RESOURCE_EXHAUSTED, Reason.CAPACITY_EXCEEDED);

  private static Failure failure(Code code, int reason) {
    return Failure.newBuilder()
        .setCode(code.value())
        .setReasonValue(reason)
        .setMessage("m")
        .build();
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void exceptionOfAnEnvironmentSurvivesTheWire(Reason reason) {
    EnvironmentException sent = EnvironmentException.of(reason, "m");
    Failure failure = FailureCodec.toProto(sent).orElseThrow();
    assertEquals(TABLE.get(reason), failure);
    var received = assertInstanceOf(sent.getClass(), FailureCodec.fromProto(failure));
    assertEquals(reason, received.reason());
    assertEquals("m", received.getMessage());
  }

  @Test
  void invalidValueKeepsItsSubjectAndMessage() {
    InvalidValueException sent =
        new InvalidValueException("action", "NaN", "finite numbers").within("environment 3");
    Failure failure = FailureCodec.toProto(sent).orElseThrow();
    assertEquals(Code.INVALID_ARGUMENT.value(), failure.getCode());
    assertEquals(io.papilio.protocol.v1.Reason.REASON_INVALID_VALUE, failure.getReason());
    var received = assertInstanceOf(InvalidValueException.class, FailureCodec.fromProto(failure));
    assertEquals("action", received.subject());
    assertEquals(sent.getMessage(), received.getMessage());
  }

  @Test
  void anyOtherExceptionIsNoFailure() {
    assertEquals(Optional.empty(), FailureCodec.toProto(new IllegalStateException("a bug")));
  }

  @ParameterizedTest
  @EnumSource(Code.class)
  void codeDecidesWithoutAReasonOrWithAnUnknownOne(Code code) {
    for (int reason : new int[] {0, 99}) {
      RuntimeException received = FailureCodec.fromProto(failure(code, reason));
      assertEquals("m", received.getMessage());
      if (code == Code.INVALID_ARGUMENT) {
        assertEquals("", assertInstanceOf(InvalidValueException.class, received).subject());
      } else {
        assertEquals(
            WITHOUT_REASON.getOrDefault(code, Reason.UNAVAILABLE),
            assertInstanceOf(EnvironmentException.class, received).reason());
      }
    }
  }
}
