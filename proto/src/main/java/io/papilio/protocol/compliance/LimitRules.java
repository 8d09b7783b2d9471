package io.papilio.protocol.compliance;

import static io.papilio.protocol.compliance.Requests.open;
import static io.papilio.protocol.compliance.Requests.reset;

import com.google.protobuf.Value;
import io.papilio.protocol.client.BareSession.Arrival;
import io.papilio.protocol.client.BareSession.End;
import io.papilio.protocol.client.BareSession.Rejection;
import io.papilio.protocol.contract.Expect;
import io.papilio.protocol.contract.NotApplicableException;
import io.papilio.protocol.v1.InteractRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Capacity, leases and credentials, as far as the server has them. */
final class LimitRules {
  /** More than this the rules do not try out: sessions, bytes of a message, seconds of a lease. */
  private static final int MANY_SESSIONS = 256;

  private static final int LARGE = 128 << 20;
  private static final int LONG_SECONDS = 10;

  /** What a server may take to notice the end of a lease. */
  private static final int GRACE_SECONDS = 5;

  private static final String EXHAUSTED = "RESOURCE_EXHAUSTED";
  private static final String EXPIRED = "DEADLINE_EXCEEDED";

  private LimitRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule("too many environments end the stream", LimitRules::environments),
        new Rule("too many sessions end the stream of the last", LimitRules::sessions),
        new Rule("a message that is too large ends the stream", LimitRules::largeMessage),
        new Rule("a session without requests ends with its lease", LimitRules::lease),
        new Rule("requests keep a session beyond its lease", LimitRules::kept));
  }

  private static void environments(Subject subject) {
    int limit = subject.limits().maxEnvironments();
    applies(limit > 0 && limit < Integer.MAX_VALUE, "limit of environments", limit);
    try (Dialogue dialogue = subject.dialogue()) {
      dialogue.ends("environments", subject.open(limit + 1), EXHAUSTED);
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
      CapacityRules.awaitRoom(subject);
    }
    throw new AssertionError("sessions: " + (limit + 1) + " (expected: at most " + limit + ")");
  }

  private static void largeMessage(Subject subject) {
    int limit = subject.limits().maxMessageBytes();
    applies(limit > 0 && limit <= LARGE, "limit of a message's bytes", limit);
    InteractRequest.Builder large = subject.open(1).toBuilder();
    Value text = Value.newBuilder().setStringValue("x".repeat(limit)).build();
    large.getOpenBuilder().getOptionsBuilder().putFields("text", text);
    long began = System.nanoTime();
    try (Dialogue dialogue = subject.dialogue()) {
      Arrival arrival = dialogue.send(large.build()).next();
      int lease = subject.limits().leaseSeconds();
      boolean late = lease > 0 && System.nanoTime() - began >= TimeUnit.SECONDS.toNanos(lease);
      if (late && arrival instanceof End end && end.code().equals(EXPIRED)) {
        throw new NotApplicableException("the message takes longer than the lease");
      }
      Dialogue.expectEnd("large message", EXHAUSTED, arrival);
    }
  }

  private static void lease(Subject subject) {
    int lease = subject.limits().leaseSeconds();
    applies(lease > 0 && lease <= LONG_SECONDS, "lease in seconds", lease);
    try (Dialogue dialogue = subject.dialogue()) {
      dialogue.ask(subject.open(1));
      dialogue.expectEnd("lease", EXPIRED, lease + GRACE_SECONDS);
    }
  }

  private static void kept(Subject subject) {
    int lease = subject.limits().leaseSeconds();
    applies(lease > 1 && lease <= LONG_SECONDS, "lease in seconds", lease);
    try (Dialogue dialogue = subject.dialogue()) {
      dialogue.ask(subject.open(1));
      for (int i = 0; i < 3; i++) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(lease) / 2);
        dialogue.ask(reset("1"));
      }
    }
  }

  private static void applies(boolean condition, String name, Object actual) {
    if (!condition) {
      throw new NotApplicableException(name + ": " + actual);
    }
  }
}
