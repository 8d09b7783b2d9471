package io.papilio.envserver;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.papilio.core.env.AutoresetMode;
import io.papilio.core.env.Tensor;
import io.papilio.protocol.codec.AutoresetModeCodec;
import io.papilio.protocol.codec.ElementCodec;
import io.papilio.protocol.v1.CloseRequest;
import io.papilio.protocol.v1.EnvironmentServiceGrpc;
import io.papilio.protocol.v1.InteractRequest;
import io.papilio.protocol.v1.InteractResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A session by bare messages: whatever may be sent, and all that comes back. */
final class RawStream {
  private static final String DONE = "done";

  private final BlockingQueue<Object> arrivals = new LinkedBlockingQueue<>();
  private final StreamObserver<InteractRequest> requests;

  RawStream(Channel channel) {
    requests =
        EnvironmentServiceGrpc.newStub(channel)
            .interact(
                new StreamObserver<>() {
                  @Override
                  public void onNext(InteractResponse response) {
                    arrivals.add(response);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    arrivals.add(Status.fromThrowable(failure));
                  }

                  @Override
                  public void onCompleted() {
                    arrivals.add(DONE);
                  }
                });
  }

  static InteractRequest open(String id, int size, AutoresetMode mode) {
    InteractRequest.Builder request = InteractRequest.newBuilder();
    request
        .getOpenBuilder()
        .setEnvironmentId(id)
        .setNumEnvs(size)
        .setAutoresetMode(AutoresetModeCodec.toProto(mode));
    return request.build();
  }

  static InteractRequest reset(String seed) {
    InteractRequest.Builder request = InteractRequest.newBuilder();
    request.getResetBuilder().setSeed(seed);
    return request.build();
  }

  static InteractRequest step(Tensor actions) {
    InteractRequest.Builder request = InteractRequest.newBuilder();
    request.getStepBuilder().setActions(ElementCodec.toProto(actions));
    return request.build();
  }

  /** A step of a single Drift environment. */
  static InteractRequest drift(double first) {
    return step(Tensor.float64(new double[] {first, 0, 0}, 1, 3));
  }

  static InteractRequest close() {
    return InteractRequest.newBuilder().setClose(CloseRequest.getDefaultInstance()).build();
  }

  RawStream send(InteractRequest... several) {
    for (InteractRequest request : several) {
      requests.onNext(request);
    }
    return this;
  }

  void halfClose() {
    requests.onCompleted();
  }

  InteractResponse response() {
    return assertInstanceOf(InteractResponse.class, arrival());
  }

  /** Takes the next response if it is a time step. */
  boolean arrivesAsTimeStep() {
    InteractResponse response = response();
    if (!response.hasTimeStep()) {
      arrivals.add(response);
    }
    return response.hasTimeStep();
  }

  /** The next response, which must be a failure, as a status. */
  Status failure() {
    InteractResponse response = response();
    assertNotNull(response.hasFailure() ? response : null, "a failure");
    return Status.fromCodeValue(response.getFailure().getCode())
        .withDescription(response.getFailure().getMessage());
  }

  /** How the stream ended. */
  Status end() {
    Object arrival = arrival();
    return arrival.equals(DONE) ? Status.OK : assertInstanceOf(Status.class, arrival);
  }

  private Object arrival() {
    try {
      return assertNotNullAndGet(arrivals.poll(60, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object assertNotNullAndGet(Object arrival) {
    assertNotNull(arrival, "nothing came");
    return arrival;
  }
}
