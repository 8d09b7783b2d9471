package io.papilio.envserver.rollout;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.papilio.protocol.v1.EnvironmentServiceGrpc;
import io.papilio.protocol.v1.RolloutRequest;
import io.papilio.protocol.v1.RolloutResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A rollout of which a test reads as many responses as it wants. */
final class RolloutReader extends ClientCall.Listener<RolloutResponse> {
  private final ClientCall<RolloutRequest, RolloutResponse> call;
  private final Semaphore arrived = new Semaphore(0);
  private final CompletableFuture<Status> end = new CompletableFuture<>();

  RolloutReader(ManagedChannel channel, RolloutRequest request) {
    call = channel.newCall(EnvironmentServiceGrpc.getRolloutMethod(), CallOptions.DEFAULT);
    call.start(this, new Metadata());
    call.sendMessage(request);
    call.halfClose();
  }

  /** Reads some responses, and waits for them. */
  RolloutReader read(int count) throws InterruptedException {
    call.request(count);
    assertTrue(arrived.tryAcquire(count, 20, TimeUnit.SECONDS), "responses");
    return this;
  }

  /** Reads all that comes from now on. */
  RolloutReader readAll() {
    call.request(Integer.MAX_VALUE);
    return this;
  }

  /** Reads whatever is left, and waits for the end. */
  Status.Code end() throws Exception {
    call.request(Integer.MAX_VALUE);
    return end.get(10, TimeUnit.SECONDS).getCode();
  }

  void cancel() {
    call.cancel("enough", null);
  }

  @Override
  public void onMessage(RolloutResponse message) {
    arrived.release();
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    end.complete(status);
  }
}
