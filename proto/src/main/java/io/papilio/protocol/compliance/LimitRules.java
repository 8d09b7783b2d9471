package io.papilio.protocol.compliance;

import static io.papilio.protocol.compliance.Requests.open;

import com.google.protobuf.Value;
import io.grpc.Status;
import io.papilio.core.env.EnvironmentException;
import io.papilio.protocol.client.BareSession.End;
import io.papilio.protocol.client.BareSession.Rejection;
import io.papilio.protocol.client.EnvironmentChannel;
import io.papilio.protocol.contract.Expect;
import io.papilio.protocol.contract.NotApplicableException;
import io.papilio.protocol.v1.InteractRequest;
import java.util.ArrayList;
import java.util.List;

/** Capacity, leases and credentials, as far as the server has them. */
final class LimitRules {
  /** More than this the rules do not try out: sessions, bytes of a message, seconds of a lease. */
  private static final int MANY_SESSIONS = 256;

  private static final int LARGE = 128 << 20;
  private static final int LONG_SECONDS = 10;

  private static final String EXHAUSTED = "RESOURCE_EXHAUSTED";

  private LimitRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule("too many environments end the stream", LimitRules::environments),
        new Rule("too many sessions end the stream of the last", LimitRules::sessions),
        new Rule("a message that is too large ends the stream", LimitRules::largeMessage),
        new Rule("a session without requests ends with its lease", LimitRules::lease),
        new Rule("calls without the token are rejected", LimitRules::token));
  }

  private static void environments(Subject subject) {
    int limit = subject.limits().maxEnvironments();
    applies(limit > 0 && limit < Integer.MAX_VALUE, "limit of environments", limit);
    try (Dialogue dialogue = subject.dialogue()) {
      dialogue.ends("environments", open(subject.spec().id(), limit + 1), EXHAUSTED);
    }
  }

  /** Sessions without environments: an unknown id shows that they were let in. */
  private static void sessions(Subject subject) {
    int limit = subject.limits().maxSessions();
    applies(limit > 0 && limit <= MANY_SESSIONS, "limit of sessions", limit);
    List<Dialogue> sessions = new ArrayList<>();
    try {
      while (sessions.size() <= limit) {
        Dialogue next = subject.dialogue().send(open("No-such-v0", 1));
        sessions.add(next);
        Object arrival = next.next();
        if (arrival instanceof End end) {
          Expect.equal("sessions, status", end.code(), EXHAUSTED);
          return;
        }
        Expect.that(arrival instanceof Rejection, "session", arrival, "an answer, or its end");
      }
    } finally {
      sessions.forEach(Dialogue::close);
    }
    throw new AssertionError("sessions: " + (limit + 1) + " (expected: at most " + limit + ")");
  }

  private static void largeMessage(Subject subject) {
    int limit = subject.limits().maxMessageBytes();
    applies(limit > 0 && limit <= LARGE, "limit of a message's bytes", limit);
    InteractRequest.Builder large = open(subject.spec().id(), 1).toBuilder();
    Value text = Value.newBuilder().setStringValue("x".repeat(limit)).build();
    large.getOpenBuilder().getOptionsBuilder().putFields("text", text);
    try (Dialogue dialogue = subject.dialogue()) {
      dialogue.ends("large message", large.build(), EXHAUSTED);
    }
  }

  private static void lease(Subject subject) {
    int lease = subject.limits().leaseSeconds();
    applies(lease > 0 && lease <= LONG_SECONDS, "lease in seconds", lease);
    try (Dialogue dialogue = subject.dialogue()) {
      dialogue.ask(open(subject.spec().id(), 1));
      dialogue.expectEnd("lease", "DEADLINE_EXCEEDED");
    }
  }

  private static void token(Subject subject) {
    applies(subject.config().token().isPresent(), "token", "none given");
    try (EnvironmentChannel open =
        EnvironmentChannel.connect(subject.config().withToken("no such token"))) {
      throw new AssertionError("wrong token: accepted by " + open.serverInfo().name());
    } catch (EnvironmentException.Unavailable e) {
      Status.Code code = Status.fromThrowable(e.getCause()).getCode();
      Expect.equal("wrong token, status", code, Status.Code.UNAUTHENTICATED);
    }
  }

  private static void applies(boolean condition, String name, Object actual) {
    if (!condition) {
      throw new NotApplicableException(name + ": " + actual);
    }
  }
}
