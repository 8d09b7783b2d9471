package io.papilio.protocol.compliance;

import static io.papilio.protocol.compliance.Requests.open;

import com.google.protobuf.Value;
import io.papilio.core.env.EnvironmentUnavailableException;
import io.papilio.protocol.client.BareSession.End;
import io.papilio.protocol.client.BareSession.Refusal;
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
        new Rule("too many environments are refused with the limit", LimitRules::environments),
        new Rule("too many sessions are refused with the limit", LimitRules::sessions),
        new Rule("a message too large is refused with the limit", LimitRules::largeMessage),
        new Rule("a session without requests ends with its lease", LimitRules::lease),
        new Rule("calls without the token are refused", LimitRules::token));
  }

  private static void expectLimit(String name, String message, int limit) {
    Expect.that(message.contains("" + limit), name + ", message", message, "with " + limit);
  }

  private static void environments(Subject subject) {
    int limit = subject.limits().maxEnvironments();
    applies(limit > 0 && limit < Integer.MAX_VALUE, "limit of environments", limit);
    try (Dialogue dialogue = subject.dialogue()) {
      InteractRequest open = open(subject.spec().id(), limit + 1);
      expectLimit("environments", dialogue.ended("environments", open, EXHAUSTED), limit);
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
          expectLimit("sessions", end.message(), limit);
          return;
        }
        Expect.that(arrival instanceof Refusal, "session", arrival, "an answer, or its end");
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
      String message = dialogue.ended("large message", large.build(), EXHAUSTED);
      expectLimit("large message", message, limit);
    }
  }

  private static void lease(Subject subject) {
    int lease = subject.limits().leaseSeconds();
    applies(lease > 0 && lease <= LONG_SECONDS, "lease in seconds", lease);
    try (Dialogue dialogue = subject.dialogue()) {
      dialogue.ask(open(subject.spec().id(), 1));
      dialogue.end("lease", "DEADLINE_EXCEEDED");
    }
  }

  private static void token(Subject subject) {
    applies(subject.config().token().isPresent(), "token", "none given");
    try (EnvironmentChannel open =
        EnvironmentChannel.connect(subject.config().withToken("no such token"))) {
      throw new AssertionError("wrong token: accepted by " + open.serverInfo().name());
    } catch (EnvironmentUnavailableException refused) {
      String status = String.valueOf(refused.getCause());
      Expect.that(status.contains("UNAUTHENTICATED"), "wrong token", status, "UNAUTHENTICATED");
    }
  }

  private static void applies(boolean condition, String name, Object actual) {
    if (!condition) {
      throw new NotApplicableException(name + ": " + actual);
    }
  }
}
