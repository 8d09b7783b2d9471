package io.papilio.envserver.grpc;

import io.grpc.Status;
import io.papilio.protocol.v1.InteractRequest;
import io.papilio.protocol.v1.InteractResponse;
import java.util.List;

/** Hears what happens to one session, on the threads that serve it; never two at a time. */
public interface SessionObserver {
  /**
   * A request was answered, by a failure perhaps.
   *
   * @param nanos spent on it
   */
  void answered(InteractRequest request, InteractResponse response, long nanos);

  /**
   * The session is over and its environments are free.
   *
   * @param code a gRPC status; {@code CANCELLED} when the client has gone
   */
  void ended(String code, String message);

  /** Makes the observers of sessions, on any thread. */
  interface Source {
    /**
     * A session begins.
     *
     * @param session its number, from 1
     */
    SessionObserver begin(long session);

    /** A session was rejected before it began, since the server is full. */
    void turnedAway(String code, String message);
  }

  /** The name of a gRPC status, for example {@code NOT_FOUND}. */
  static String statusName(int code) {
    return Status.fromCodeValue(code).getCode().name();
  }

  /** Several as one. */
  static Source all(List<Source> sources) {
    return new Source() {
      @Override
      public SessionObserver begin(long session) {
        return new Several(sources.stream().map(source -> source.begin(session)).toList());
      }

      @Override
      public void turnedAway(String code, String message) {
        sources.forEach(source -> source.turnedAway(code, message));
      }
    };
  }

  /** Passes every event on. */
  record Several(List<SessionObserver> observers) implements SessionObserver {
    @Override
    public void answered(InteractRequest request, InteractResponse response, long nanos) {
      for (SessionObserver observer : observers) {
        observer.answered(request, response, nanos);
      }
    }

    @Override
    public void ended(String code, String message) {
      for (SessionObserver observer : observers) {
        observer.ended(code, message);
      }
    }
  }
}
