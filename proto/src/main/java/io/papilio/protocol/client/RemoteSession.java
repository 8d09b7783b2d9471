package io.papilio.protocol.client;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.papilio.protocol.codec.FailureCodec;
import io.papilio.protocol.v1.CloseRequest;
import io.papilio.protocol.v1.InteractRequest;
import io.papilio.protocol.v1.InteractResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One session: sends a request and waits for its response. A failure throws and leaves the session
 * as the protocol says; once the stream has ended, every call throws the same.
 */
final class RemoteSession implements AutoCloseable {
  private static final int CLOSE_TIMEOUT_SECONDS = 5;

  private final ClientCall<InteractRequest, InteractResponse> call;
  private final String server;
  private final int timeoutSeconds;

  /** What came: responses, and the status as the last. */
  private final BlockingQueue<Object> arrivals = new LinkedBlockingQueue<>();

  private Status ended;

  RemoteSession(
      ClientCall<InteractRequest, InteractResponse> call, String server, int timeoutSeconds) {
    this.call = call;
    this.server = server;
    this.timeoutSeconds = timeoutSeconds;
    call.start(new Arrivals(), new Metadata());
  }

  /** Sends, waits, and returns a response that is no failure. */
  InteractResponse exchange(InteractRequest request) {
    InteractResponse response = exchange(request, timeoutSeconds);
    if (response.hasFailure()) {
      throw FailureCodec.fromProto(response.getFailure());
    }
    return response;
  }

  /** Ends the session; when this returns, a reachable server has freed its environments. */
  @Override
  public void close() {
    if (ended == null) {
      try {
        InteractRequest close =
            InteractRequest.newBuilder().setClose(CloseRequest.getDefaultInstance()).build();
        exchange(close, CLOSE_TIMEOUT_SECONDS);
        call.halfClose();
      } catch (RuntimeException e) {
        // A server that is gone has nothing left to free.
        call.cancel("closed by the client", e);
      }
      ended = Status.OK.withDescription("closed by the client");
    }
  }

  private InteractResponse exchange(InteractRequest request, int seconds) {
    if (ended == null) {
      // A call that has ended drops the message; its status is among the arrivals.
      call.request(1);
      call.sendMessage(request);
      Object arrival = await(seconds);
      if (arrival instanceof InteractResponse response) {
        return response;
      }
      ended = (Status) arrival;
    }
    throw StatusExceptions.of(ended, server);
  }

  private Object await(int seconds) {
    try {
      Object arrival = arrivals.poll(seconds, TimeUnit.SECONDS);
      return arrival != null
          ? arrival
          : canceled(Status.UNKNOWN.withDescription("no answer within " + seconds + " s"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return canceled(Status.CANCELLED.withDescription("interrupted"));
    }
  }

  private Status canceled(Status reason) {
    call.cancel(reason.getDescription(), null);
    return reason;
  }

  private final class Arrivals extends ClientCall.Listener<InteractResponse> {
    @Override
    public void onMessage(InteractResponse response) {
      arrivals.add(response);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      arrivals.add(status);
    }
  }
}
