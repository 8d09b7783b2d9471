package io.papilio.envserver.grpc;

import static io.papilio.envserver.fixture.RawStream.drift;
import static io.papilio.envserver.fixture.RawStream.open;
import static io.papilio.envserver.fixture.RawStream.reset;
import static io.papilio.envserver.fixture.RawStream.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.space.Tensor;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.envserver.fixture.RawStream;
import io.papilio.envserver.fixture.ServedDriftEnvironment;
import io.papilio.protocol.codec.OptionsCodec;
import io.papilio.protocol.v1.InteractRequest;
import io.papilio.protocol.v1.Reason;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests that fail over Netty, and the session continues. */
class RejectionTest {
  private static final InteractRequest OPEN = open("Drift-v0", 1, AutoresetMode.DISABLED);

  private final NettyServerFixture fixture = new NettyServerFixture();
  private final RawStream stream = fixture.stream();

  @AfterEach
  void stop() {
    fixture.close();
  }

  private void expectFailure(Status.Code code, Reason reason) {
    assertEquals(code.value(), stream.failure(reason).getCode());
  }

  private void expectObservation(double... observation) {
    assertEquals(
        Tensor.float64(observation, 1, 2).bytes(),
        stream
            .response()
            .getTimeStep()
            .getObservations()
            .getTensor()
            .getData()
            .asReadOnlyByteBuffer());
  }

  @Test
  void unknownIdLeavesTheSessionUnopened() {
    stream.send(open("Drift-v1", 1, AutoresetMode.DISABLED), OPEN);
    expectFailure(Status.Code.NOT_FOUND, Reason.REASON_UNKNOWN_ENVIRONMENT);
    assertEquals("Drift-v0", stream.response().getOpen().getSpec().getId());
  }

  @Test
  void badKeywordIsRejected() {
    InteractRequest.Builder bad = OPEN.toBuilder();
    bad.getOpenBuilder().setOptions(OptionsCodec.toProto(KeywordArguments.of("gane", 1)));
    stream.send(bad.build(), OPEN);
    stream.assertInvalid("keyword argument");
    assertTrue(stream.response().hasOpen());
  }

  @Test
  void badActionsAreRejectedAndChangeNothing() {
    stream.send(OPEN, reset("1"));
    stream.response();
    expectObservation(1, 0);
    stream.send(
        step(Tensor.float64(new double[4], 1, 4)),
        step(Tensor.float64(new double[3], 3)),
        step(Tensor.int64(new long[3], 1, 3)),
        drift(Double.NaN),
        drift(Double.NEGATIVE_INFINITY),
        InteractRequest.newBuilder()
            .setStep(io.papilio.protocol.v1.StepRequest.getDefaultInstance())
            .build(),
        drift(0.5));
    for (int i = 0; i < 5; i++) {
      stream.assertInvalid("action");
    }
    stream.assertInvalid("element");
    expectObservation(1.5, 1);
  }

  @Test
  void badSeedsAndMasksAreRejected() {
    InteractRequest.Builder noBytes = InteractRequest.newBuilder();
    noBytes.getResetBuilder().getMaskBuilder().addShape(1);
    InteractRequest.Builder twoSeeds = InteractRequest.newBuilder();
    twoSeeds.getResetBuilder().getSeedsBuilder().addSeeds("1").addSeeds("2");
    stream.send(
        OPEN,
        reset("-1"),
        reset("1e3"),
        reset("9".repeat(5000)),
        twoSeeds.build(),
        noBytes.build(),
        reset("12"));
    stream.response();
    for (String subject : List.of("seed", "seed", "seed", "seeds", "dtype")) {
      stream.assertInvalid(subject);
    }
    expectObservation(2, 0);
  }

  @Test
  void stepBeforeResetNeedsAReset() {
    stream.send(OPEN, drift(0), reset("1"), drift(0));
    stream.response();
    expectFailure(Status.Code.FAILED_PRECONDITION, Reason.REASON_RESET_NEEDED);
    expectObservation(1, 0);
    expectObservation(1, 1);
  }

  @Test
  void stepAfterTheEndNeedsAReset() {
    stream.send(OPEN, reset("9"), drift(1), drift(0), reset("2"));
    stream.response();
    expectObservation(9, 0);
    expectObservation(10, 1);
    expectFailure(Status.Code.FAILED_PRECONDITION, Reason.REASON_RESET_NEEDED);
    expectObservation(2, 0);
  }

  @Test
  void infosOfDifferentShapesNeedAReset() {
    Tensor both =
        Tensor.float64(new double[] {0, 0, 0, ServedDriftEnvironment.RESHAPE, 0, 0}, 2, 3);
    stream.send(open("Drift-v0", 2, AutoresetMode.DISABLED), reset("1"), step(both), reset("1"));
    stream.response();
    stream.response();
    expectFailure(Status.Code.FAILED_PRECONDITION, Reason.REASON_SIMULATION_FAILED);
    assertTrue(stream.response().hasTimeStep());
  }

  @Test
  void divergedPhysicsNeedsAReset() {
    stream.send(OPEN, reset("1"), drift(ServedDriftEnvironment.DIVERGE), drift(0), reset("3"));
    stream.response();
    expectObservation(1, 0);
    expectFailure(Status.Code.ABORTED, Reason.REASON_PHYSICS_DIVERGED);
    expectFailure(Status.Code.FAILED_PRECONDITION, Reason.REASON_RESET_NEEDED);
    expectObservation(3, 0);
  }
}
