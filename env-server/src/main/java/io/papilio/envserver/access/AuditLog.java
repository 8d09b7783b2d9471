package io.papilio.envserver.access;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who did what, and what came of it: one event each for a session or rollout that begins, ends or
 * is rejected, for an uploaded policy, and for a call without a valid token. The events go to the
 * logger {@value #LOGGER} with keys and values.
 */
public final class AuditLog {
  /** The logger's name, for the configuration of logging. */
  public static final String LOGGER = "papilio.audit";

  private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

  private AuditLog() {}

  /** Something was done. */
  public static void done(Client client, String action, String subject, String outcome) {
    LOG.atInfo()
        .addKeyValue("client", client.name())
        .addKeyValue("subject", subject)
        .addKeyValue("outcome", outcome)
        .log(action);
  }

  /** Something was asked for in vain. */
  public static void rejected(Client client, String subject, String reason) {
    done(client, "rejected", subject, reason);
  }
}
