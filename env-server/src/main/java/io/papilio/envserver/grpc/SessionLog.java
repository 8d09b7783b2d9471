package io.papilio.envserver.grpc;

import io.papilio.protocol.v1.InteractRequest;
import io.papilio.protocol.v1.InteractResponse;
import io.papilio.protocol.v1.OpenResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Logs a session: one line each when it opens, when a request is rejected (at debug level, since a
 * client may send any number) and when it ends, with keys and values.
 */
public final class SessionLog implements SessionObserver {
  private static final Logger LOG = LoggerFactory.getLogger(SessionLog.class);

  private final long session;
  private final long beginNanos = System.nanoTime();
  private long requests;

  private SessionLog(long session) {
    this.session = session;
  }

  /** The logs of all sessions. */
  public static Source source() {
    return new Source() {
      @Override
      public SessionObserver begin(long session) {
        return new SessionLog(session);
      }

      @Override
      public void turnedAway(String code, String message) {
        LOG.atWarn()
            .addKeyValue("status", code)
            .addKeyValue("message", message)
            .log("session rejected");
      }
    };
  }

  @Override
  public void answered(InteractRequest request, InteractResponse response, long nanos) {
    requests++;
    if (response.hasOpen()) {
      OpenResponse open = response.getOpen();
      LOG.atInfo()
          .addKeyValue("session", session)
          .addKeyValue("environment", open.getSpec().getId())
          .addKeyValue("num_envs", open.getNumEnvs())
          .log("session opened");
    } else if (response.hasFailure()) {
      LOG.atDebug()
          .addKeyValue("session", session)
          .addKeyValue("request", request.getRequestCase())
          .addKeyValue("code", response.getFailure().getCode())
          .addKeyValue("message", response.getFailure().getMessage())
          .log("request rejected");
    }
  }

  @Override
  public void ended(String code, String message) {
    boolean expected = code.equals("OK") || code.equals("CANCELLED") || code.equals("UNAVAILABLE");
    LOG.atLevel(expected ? Level.INFO : Level.WARN)
        .addKeyValue("session", session)
        .addKeyValue("status", code)
        .addKeyValue("message", message)
        .addKeyValue("requests", requests)
        .addKeyValue("milliseconds", (System.nanoTime() - beginNanos) / 1_000_000)
        .log("session ended");
  }
}
