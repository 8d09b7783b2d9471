package io.papilio.envserver.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestTimeoutTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final RequestTimeout timeout = new RequestTimeout(nanos::get);
  private Server server;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws IOException {
    server =
        InProcessServerBuilder.forName("timeout")
            .directExecutor()
            .intercept(timeout)
            .addService(new HealthStatusManager().getHealthService())
            .build()
            .start();
    channel = InProcessChannelBuilder.forName("timeout").directExecutor().build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  /** A call that has sent its headers alone. */
  private final class Call extends ClientCall.Listener<HealthCheckResponse> {
    private final ClientCall<HealthCheckRequest, HealthCheckResponse> call;
    private Status end;
    private boolean answered;

    Call(MethodDescriptor<HealthCheckRequest, HealthCheckResponse> method) {
      call = channel.newCall(method, CallOptions.DEFAULT);
      call.start(this, new Metadata());
      call.request(1);
    }

    void send() {
      call.sendMessage(HealthCheckRequest.getDefaultInstance());
      call.halfClose();
    }

    @Override
    public void onMessage(HealthCheckResponse message) {
      answered = true;
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      end = status;
    }
  }

  private void pass(long seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    timeout.expire();
  }

  @Test
  void callWithoutARequestEnds() {
    Call call = new Call(HealthGrpc.getCheckMethod());
    pass(RequestTimeout.SECONDS);
    assertEquals(null, call.end);
    pass(1);
    assertEquals(Status.Code.DEADLINE_EXCEEDED, call.end.getCode());
    assertEquals("no request came within 64 s", call.end.getDescription());
    assertFalse(call.answered);
  }

  @Test
  void requestInTimeIsAnswered() {
    Call call = new Call(HealthGrpc.getCheckMethod());
    pass(RequestTimeout.SECONDS);
    call.send();
    assertTrue(call.answered);
    assertTrue(call.end.isOk());
  }

  @Test
  void callThatWasAskedStaysOpen() {
    Call watch = new Call(HealthGrpc.getWatchMethod());
    watch.send();
    assertTrue(watch.answered);
    pass(10 * RequestTimeout.SECONDS);
    assertEquals(null, watch.end);
  }
}
