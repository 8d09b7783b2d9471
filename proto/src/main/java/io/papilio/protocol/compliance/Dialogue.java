package io.papilio.protocol.compliance;

import io.papilio.protocol.client.BareSession;
import io.papilio.protocol.client.BareSession.Answer;
import io.papilio.protocol.client.BareSession.Arrival;
import io.papilio.protocol.client.BareSession.End;
import io.papilio.protocol.client.BareSession.Refusal;
import io.papilio.protocol.contract.Expect;
import io.papilio.protocol.v1.InteractRequest;
import io.papilio.protocol.v1.InteractResponse;
import java.util.regex.Pattern;

/** A bare session whose answers are as expected. */
final class Dialogue implements AutoCloseable {
  /** The grammar of refused values. */
  private static final Pattern GRAMMAR =
      Pattern.compile("[^:]+: .+ \\(expected: .+\\).*", Pattern.DOTALL);

  /** Characters of an answer that a finding shows; a picture has millions. */
  private static final int READABLE = 1000;

  private final BareSession session;

  Dialogue(BareSession session) {
    this.session = session;
  }

  /** Sends a request that is carried out. */
  InteractResponse ask(InteractRequest request) {
    send(request);
    return answer(request);
  }

  Dialogue send(InteractRequest... requests) {
    session.send(requests);
    return this;
  }

  /** The answer to a request that was sent before. */
  InteractResponse answer(InteractRequest request) {
    String kind = request.getRequestCase().name();
    String expected =
        switch (request.getRequestCase()) {
          case RESET, STEP -> "TIME_STEP";
          default -> kind;
        };
    Arrival arrival = session.next();
    if (arrival instanceof Answer answer) {
      Expect.equal("response to " + kind, answer.response().getResponseCase().name(), expected);
      return answer.response();
    }
    throw unexpected("response to " + kind, arrival, expected);
  }

  /** Sends a request that is refused; the session goes on. */
  String refused(String name, InteractRequest request, String code) {
    send(request);
    return refusal(name, code);
  }

  /** The refusal of a request that was sent before. */
  String refusal(String name, String code) {
    Arrival arrival = session.next();
    if (arrival instanceof Refusal refusal) {
      Expect.equal(name + ", code", refusal.code(), code);
      checkGrammar(name, code, refusal.message());
      return refusal.message();
    }
    throw unexpected(name, arrival, "a failure with " + code + ", and the session goes on");
  }

  /** Sends a request that ends the stream. */
  String ended(String name, InteractRequest request, String code) {
    send(request);
    return end(name, code);
  }

  /** The end of the stream. */
  String end(String name, String code) {
    Arrival arrival = session.next();
    if (arrival instanceof End end) {
      Expect.equal(name + ", status", end.code(), code);
      checkGrammar(name, code, end.message());
      return end.message();
    }
    throw unexpected(name, arrival, "the stream ends with " + code);
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

  private static void checkGrammar(String name, String code, String message) {
    switch (code) {
      case "INVALID_ARGUMENT" ->
          Expect.that(
              GRAMMAR.matcher(message).matches(),
              name + ", message",
              message,
              "name: what came (expected: what)");
      case "FAILED_PRECONDITION", "ABORTED" ->
          Expect.that(
              message.endsWith("call reset"), name + ", message", message, "... call reset");
      default -> {
        // The protocol says more only of these.
      }
    }
  }

  private static AssertionError unexpected(String name, Arrival arrival, String expected) {
    String came = arrival.toString();
    String readable = came.length() > READABLE ? came.substring(0, READABLE) + "..." : came;
    return new AssertionError(name + ": " + readable + " (expected: " + expected + ")");
  }
}
