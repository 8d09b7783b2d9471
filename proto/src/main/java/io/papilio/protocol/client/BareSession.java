package io.papilio.protocol.client;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.papilio.protocol.v1.Failure;
import io.papilio.protocol.v1.InteractRequest;
import io.papilio.protocol.v1.InteractResponse;
import io.papilio.protocol.v1.Reason;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A session by bare messages: whatever may be sent, and all that comes back. It is for holding a
 * server against the protocol; to use one, there are environments.
 */
public final class BareSession implements AutoCloseable {
  private final ClientCall<InteractRequest, InteractResponse> call;
  private final int timeoutSeconds;
  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();

  BareSession(ClientCall<InteractRequest, InteractResponse> call, int timeoutSeconds) {
    this.call = call;
    this.timeoutSeconds = timeoutSeconds;
    call.start(new Listener(), new Metadata());
  }

  /** What came back. */
  public sealed interface Arrival {}

  /** A response to a request that was executed. */
  public record Answer(InteractResponse response) implements Arrival {}

  /**
   * A request failed and the session continues.
   *
   * @param code a gRPC status, for example {@code NOT_FOUND}
   */
  public record Rejection(String code, Reason reason, String subject, String message)
      implements Arrival {}

  /** The stream ended with this status; nothing comes after it. */
  public record End(String code, String message) implements Arrival {}

  /** Nothing came in time. */
  public record Silence() implements Arrival {}

  /** Sends without waiting for answers. */
  public BareSession send(InteractRequest... requests) {
    for (InteractRequest request : requests) {
      call.request(1);
      call.sendMessage(request);
    }
    return this;
  }

  /** Says that no more requests will come. */
  public void halfClose() {
    call.request(1);
    call.halfClose();
  }

  /** The next arrival, waited for. */
  public Arrival next() {
    return next(timeoutSeconds);
  }

  /** The next arrival, waited for so many seconds. */
  public Arrival next(int seconds) {
    try {
      Arrival arrival = arrivals.poll(seconds, TimeUnit.SECONDS);
      return arrival == null ? new Silence() : arrival;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Silence();
    }
  }

  /** Cancels the stream, if it has not ended; a server frees its environments. */
  @Override
  public void close() {
    call.cancel("closed by the client", null);
  }

  private final class Listener extends ClientCall.Listener<InteractResponse> {
    @Override
    public void onMessage(InteractResponse response) {
      arrivals.add(response.hasFailure() ? rejection(response.getFailure()) : new Answer(response));
    }

    private static Rejection rejection(Failure failure) {
      return new Rejection(
          name(Status.fromCodeValue(failure.getCode())),
          failure.getReason(),
          failure.getSubject(),
          failure.getMessage());
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      String message = status.getDescription();
      arrivals.add(new End(name(status), message == null ? "" : message));
    }

    private static String name(Status status) {
      return status.getCode().name();
    }
  }
}
