package io.papilio.envserver.grpc;

import io.papilio.envserver.access.AuditLog;
import io.papilio.envserver.access.Client;
import io.papilio.protocol.v1.InteractRequest;
import io.papilio.protocol.v1.InteractResponse;
import io.papilio.protocol.v1.OpenResponse;

/** Writes the beginning and the end of a session to the audit log. */
public final class SessionAudit implements SessionObserver {
  private final Client client;
  private final long session;

  private SessionAudit(Client client, long session) {
    this.client = client;
    this.session = session;
  }

  /** Those of all sessions; each begins on the thread of its call. */
  public static Source source() {
    return new Source() {
      @Override
      public SessionObserver begin(long session) {
        return new SessionAudit(Client.ofThisCall(), session);
      }

      @Override
      public void turnedAway(String code, String message) {
        AuditLog.rejected(Client.ofThisCall(), "session", code + ": " + message);
      }
    };
  }

  @Override
  public void answered(InteractRequest request, InteractResponse response, long nanos) {
    if (response.hasOpen()) {
      OpenResponse open = response.getOpen();
      String what = open.getNumEnvs() + " of " + open.getSpec().getId();
      AuditLog.done(client, "session opened", what, "session " + session);
    }
  }

  @Override
  public void ended(String code, String message) {
    String outcome = message.isEmpty() ? code : code + ": " + message;
    AuditLog.done(client, "session ended", "session " + session, outcome);
  }
}
