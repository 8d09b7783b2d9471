package io.papilio.protocol.client;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The responses to one request, each waited for at most so long. The server sends the next one when
 * the one before has been taken. Both methods throw {@link StatusRuntimeException}.
 *
 * @param <Q> the request
 * @param <R> the responses
 */
final class ResponseStream<Q, R> implements Iterator<R> {
  private final ClientCall<Q, R> call;
  private final int timeoutSeconds;

  /** What came: responses, and the end as the last. */
  private final BlockingQueue<Arrival<R>> arrivals = new LinkedBlockingQueue<>();

  private Arrival<R> next;

  /** A response, or a status. */
  private record Arrival<R>(R response, Status status, Metadata trailers) {}

  ResponseStream(ClientCall<Q, R> call, Q request, int timeoutSeconds) {
    this.call = call;
    this.timeoutSeconds = timeoutSeconds;
    call.start(new Arrivals(), new Metadata());
    call.request(1);
    call.sendMessage(request);
    call.halfClose();
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      next = await();
    }
    if (next.status != null && !next.status.isOk()) {
      throw next.status.asRuntimeException(next.trailers);
    }
    return next.status == null;
  }

  @Override
  public R next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    R response = next.response;
    next = null;
    call.request(1);
    return response;
  }

  private Arrival<R> await() {
    try {
      Arrival<R> arrival = arrivals.poll(timeoutSeconds, TimeUnit.SECONDS);
      return arrival != null
          ? arrival
          : canceled(Status.UNKNOWN.withDescription("no answer within " + timeoutSeconds + " s"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return canceled(Status.CANCELLED.withDescription("interrupted"));
    }
  }

  private Arrival<R> canceled(Status reason) {
    call.cancel(reason.getDescription(), null);
    return new Arrival<>(null, reason, new Metadata());
  }

  private final class Arrivals extends ClientCall.Listener<R> {
    @Override
    public void onMessage(R response) {
      arrivals.add(new Arrival<>(response, null, null));
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      arrivals.add(new Arrival<>(null, status, trailers));
    }
  }
}
