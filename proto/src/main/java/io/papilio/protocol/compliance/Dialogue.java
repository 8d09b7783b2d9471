package io.papilio.protocol.compliance;

import io.papilio.protocol.client.BareSession;
import io.papilio.protocol.client.BareSession.Answer;
import io.papilio.protocol.client.BareSession.Arrival;
import io.papilio.protocol.client.BareSession.End;
import io.papilio.protocol.client.BareSession.Rejection;
import io.papilio.protocol.contract.Expect;
import io.papilio.protocol.contract.NotApplicableException;
import io.papilio.protocol.v1.InteractRequest;
import io.papilio.protocol.v1.InteractResponse;
import io.papilio.protocol.v1.Reason;
import java.util.function.Predicate;

/** A bare session whose answers are as expected. */
final class Dialogue implements AutoCloseable {
  /** Characters of an answer that a finding shows; a frame has millions. */
  private static final int READABLE = 1000;

  private final BareSession session;
  private final boolean withReasons;

  /**
   * A dialogue of one session.
   *
   * @param withReasons whether failures must have reasons
   */
  Dialogue(BareSession session, boolean withReasons) {
    this.session = session;
    this.withReasons = withReasons;
  }

  /** Sends a request that is executed. */
  InteractResponse ask(InteractRequest request) {
    send(request);
    return answer(request);
  }

  /**
   * Same as {@link #ask}, where the request may be beyond the server.
   *
   * @throws NotApplicableException for such a failure
   */
  InteractResponse askUnless(
      InteractRequest request, Predicate<Rejection> beyond, String whyNotApplicable) {
    send(request);
    Arrival arrival = session.next();
    if (arrival instanceof Rejection failure && beyond.test(failure)) {
      throw new NotApplicableException(whyNotApplicable);
    }
    return answer(request, arrival);
  }

  Dialogue send(InteractRequest... requests) {
    session.send(requests);
    return this;
  }

  /** The answer to a request that was sent before. */
  InteractResponse answer(InteractRequest request) {
    return answer(request, session.next());
  }

  private static InteractResponse answer(InteractRequest request, Arrival arrival) {
    String kind = request.getRequestCase().name();
    String expected =
        switch (request.getRequestCase()) {
          case RESET, STEP -> "TIME_STEP";
          default -> kind;
        };
    if (arrival instanceof Answer answer) {
      Expect.equal("response to " + kind, answer.response().getResponseCase().name(), expected);
      return answer.response();
    }
    throw unexpected("response to " + kind, arrival, expected);
  }

  /** Sends a request that fails; the session continues. */
  void fails(String name, InteractRequest request, ExpectedFailure expected) {
    send(request);
    Arrival arrival = session.next();
    if (!(arrival instanceof Rejection failure)) {
      throw unexpected(name, arrival, "a failure: " + expected);
    }
    Expect.equal(name + ", code", failure.code(), expected.code());
    if (withReasons || failure.reason() != Reason.REASON_UNSPECIFIED) {
      Expect.equal(name + ", reason", failure.reason(), expected.reason());
      boolean named = !failure.subject().isEmpty() || expected != ExpectedFailure.INVALID_VALUE;
      Expect.that(named, name + ", subject", "''", "the name of the invalid value");
    }
  }

  /** Sends a request that ends the stream. */
  void ends(String name, InteractRequest request, String code) {
    send(request);
    expectEnd(name, code);
  }

  /** Expects the end of the stream. */
  void expectEnd(String name, String code) {
    expectEnd(name, code, session.next());
  }

  /** Expects the end of the stream within so many seconds. */
  void expectEnd(String name, String code, int seconds) {
    expectEnd(name, code, session.next(seconds));
  }

  static void expectEnd(String name, String code, Arrival arrival) {
    if (!(arrival instanceof End end)) {
      throw unexpected(name, arrival, "the stream ends with " + code);
    }
    Expect.equal(name + ", status", end.code(), code);
  }

  Arrival next() {
    return session.next();
  }

  void halfClose() {
    session.halfClose();
  }

  @Override
  public void close() {
    session.close();
  }

  private static AssertionError unexpected(String name, Arrival arrival, String expected) {
    String came = arrival.toString();
    String readable = came.length() > READABLE ? came.substring(0, READABLE) + "..." : came;
    return new AssertionError(name + ": " + readable + " (expected: " + expected + ")");
  }
}
