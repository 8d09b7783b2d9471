package io.papilio.protocol.compliance;

import static io.papilio.protocol.compliance.Requests.CLOSE;
import static io.papilio.protocol.compliance.Requests.open;

import io.papilio.protocol.client.BareSession.Answer;
import io.papilio.protocol.client.BareSession.Arrival;
import io.papilio.protocol.client.BareSession.End;
import io.papilio.protocol.contract.NotApplicableException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** That what ends makes room for what comes, as far as the server has limits. */
final class CapacityRules {
  private static final int MANY_SESSIONS = 128;
  private static final int MANY_ENVIRONMENTS = 64;

  /** A cancellation and the end of a connection reach the server after the call that made them. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private CapacityRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule("a closed session makes room", s -> sessions(s, CapacityRules::close)),
        new Rule("a half-closed session makes room", s -> sessions(s, CapacityRules::halfClose)),
        new Rule("a canceled session makes room", s -> sessions(s, Dialogue::close)),
        new Rule(
            "a session that ended by an error makes room",
            s -> sessions(s, CapacityRules::disturb)),
        new Rule("closed environments make room", CapacityRules::environments));
  }

  private static void sessions(Subject subject, Consumer<Dialogue> end) {
    int limit = subject.limits().maxSessions();
    applies(limit > 0 && limit <= MANY_SESSIONS, "limit of sessions", limit);
    for (int i = 0; i <= limit; i++) {
      use(subject, 1, end, "session " + i + " after the end of all before");
    }
  }

  private static void environments(Subject subject) {
    int limit = subject.limits().maxEnvironments();
    applies(limit > 0 && limit <= MANY_ENVIRONMENTS, "limit of environments", limit);
    use(subject, limit, CapacityRules::close, "all environments");
    use(subject, limit, CapacityRules::close, "all environments after their end");
  }

  /** Waits for room after sessions were canceled, so that no later rule is answered by its lack. */
  static void awaitRoom(Subject subject) {
    try {
      use(subject, 1, CapacityRules::close, "a session");
    } catch (AssertionError none) {
      // A rule of its own finds this.
    }
  }

  private static void use(Subject subject, int size, Consumer<Dialogue> end, String name) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try (Dialogue dialogue = subject.dialogue()) {
        Arrival arrival = dialogue.send(subject.open(size)).next();
        if (arrival instanceof Answer) {
          end.accept(dialogue);
          return;
        }
        boolean full = arrival instanceof End over && over.code().equals("RESOURCE_EXHAUSTED");
        if (!full || System.nanoTime() - deadline > 0) {
          throw new AssertionError(name + ": " + arrival + " (expected: room)");
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private static void close(Dialogue dialogue) {
    dialogue.ask(CLOSE);
    dialogue.expectEnd("close", "OK");
  }

  private static void halfClose(Dialogue dialogue) {
    dialogue.halfClose();
    dialogue.expectEnd("half-close", "OK");
  }

  /** A second open ends the stream. */
  private static void disturb(Dialogue dialogue) {
    dialogue.ends("second open", open("No-such-v0", 1), "INVALID_ARGUMENT");
  }

  private static void applies(boolean condition, String name, Object actual) {
    if (!condition) {
      throw new NotApplicableException(name + ": " + actual);
    }
  }
}
