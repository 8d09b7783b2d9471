package io.papilio.envserver.grpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.papilio.protocol.v1.Failure;
import io.papilio.protocol.v1.InteractRequest;
import io.papilio.protocol.v1.InteractResponse;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A session on its stream: one response per request, and the next request only when the client
 * takes the last response, so that a client which does not read cannot fill the memory.
 */
final class SessionStream implements StreamObserver<InteractRequest> {
  /** A stream holds a session from its beginning on. */
  static final int OPEN_SECONDS = 10;

  private final CallExecutor executor = CallExecutor.ofThisCall();
  private final Session session;
  private final CallCancellation attention;
  private final ServerCallStreamObserver<InteractResponse> responses;
  private final LongSupplier nanoClock;
  private final SessionObserver observer;
  private final Consumer<SessionStream> onEnd;

  /** Held while a request is executed: the lease and the stop come from other threads. */
  private final ReentrantLock lock = new ReentrantLock();

  private volatile long lastRequestNanos;
  private boolean waitingForClient;
  private boolean ended;

  /**
   * The stream of the call that is being set up on this thread; it takes requests as soon as it is
   * started.
   *
   * @param onEnd run once, after the environments have been freed
   */
  SessionStream(
      Session session,
      CallCancellation attention,
      ServerCallStreamObserver<InteractResponse> responses,
      LongSupplier nanoClock,
      SessionObserver observer,
      Consumer<SessionStream> onEnd) {
    this.session = session;
    this.attention = attention;
    this.responses = responses;
    this.nanoClock = nanoClock;
    this.observer = observer;
    this.onEnd = onEnd;
    this.lastRequestNanos = nanoClock.getAsLong();
  }

  /** Takes the first request; to be called while the call is being set up. */
  void start() {
    responses.disableAutoRequest();
    responses.setOnReadyHandler(() -> executor.executeLong(this::resume));
    responses.setOnCancelHandler(() -> executor.executeLong(() -> free(Status.CANCELLED)));
    responses.request(1);
  }

  /**
   * @param message null for a malformed one, which ends the session as one without a request does
   */
  @Override
  public void onNext(InteractRequest message) {
    InteractRequest request = message == null ? InteractRequest.getDefaultInstance() : message;
    if (request.hasStep()) {
      answer(request);
    } else {
      executor.executeLong(() -> answer(request));
    }
  }

  private void answer(InteractRequest request) {
    lock.lock();
    try {
      if (ended) {
        return;
      }
      long begin = nanoClock.getAsLong();
      InteractResponse response = respond(request);
      lastRequestNanos = nanoClock.getAsLong();
      observer.answered(request, response, lastRequestNanos - begin);
      executor.declare(session.stepsAreBrief());
      if (session.isClosed()) {
        // Before the answer, so that a client which has it finds the capacity free.
        free(Status.OK);
        responses.onNext(response);
        responses.onCompleted();
        return;
      }
      responses.onNext(response);
      if (responses.isReady()) {
        responses.request(1);
      } else {
        waitingForClient = true;
      }
    } catch (CancellationException e) {
      // An environment of a plug-in may throw one too, of which the client must learn.
      endLocked(attention.isGone() ? attention.status() : ErrorStatus.of(e));
    } catch (Throwable failure) { // Whatever it is, the client must learn of it.
      endLocked(ErrorStatus.of(failure));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onError(Throwable canceled) {
    executor.executeLong(() -> free(Status.CANCELLED));
  }

  @Override
  public void onCompleted() {
    executor.executeLong(this::complete);
  }

  private void complete() {
    lock.lock();
    try {
      if (!ended) {
        free(Status.OK);
        responses.onCompleted();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lets a request under way stop before the next environment; {@link #end} is to follow. */
  void abandon(Status status) {
    attention.end(status);
  }

  /**
   * Frees the environments and ends the stream, unless it has ended. A request that takes longer
   * than the patience is left alone.
   */
  void end(Status status, Duration patience) throws InterruptedException {
    if (lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      try {
        endLocked(status);
      } finally {
        lock.unlock();
      }
    }
  }

  /**
   * Ends the stream if no request came for so long, or none that opened it soon; a request under
   * way counts as one.
   *
   * @param leaseSeconds 0 for a lease without end
   */
  void expire(int leaseSeconds) {
    if (lock.tryLock()) {
      try {
        if (!session.isOpen() && isIdle(OPEN_SECONDS)) {
          endLocked(
              Status.DEADLINE_EXCEEDED.withDescription(
                  "the session was not opened within " + OPEN_SECONDS + " s"));
        } else if (leaseSeconds > 0 && isIdle(leaseSeconds)) {
          endLocked(
              Status.DEADLINE_EXCEEDED.withDescription(
                  "the session sent no request within its lease of " + leaseSeconds + " s"));
        }
      } finally {
        lock.unlock();
      }
    }
  }

  private void endLocked(Status status) {
    if (!ended) {
      free(status);
      responses.onError(status.asRuntimeException());
    }
  }

  private boolean isIdle(int leaseSeconds) {
    return nanoClock.getAsLong() - lastRequestNanos > leaseSeconds * 1_000_000_000L;
  }

  private InteractResponse respond(InteractRequest request) {
    try {
      return session.handle(request);
    } catch (RuntimeException exception) {
      Failure failure = ErrorStatus.answer(exception).orElseThrow(() -> exception);
      return InteractResponse.newBuilder().setFailure(failure).build();
    }
  }

  private void resume() {
    lock.lock();
    try {
      if (waitingForClient && !ended) {
        waitingForClient = false;
        responses.request(1);
      }
    } finally {
      lock.unlock();
    }
  }

  private void free(Status status) {
    lock.lock();
    try {
      if (!ended) {
        ended = true;
        try {
          session.close();
        } catch (RuntimeException failure) {
          // The client is gone; only the log remains.
          ErrorStatus.of(failure);
        }
        onEnd.accept(this);
        String message = status.getDescription();
        observer.ended(status.getCode().name(), message == null ? "" : message);
      }
    } finally {
      lock.unlock();
    }
  }
}
