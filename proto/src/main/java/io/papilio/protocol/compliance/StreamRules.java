package io.papilio.protocol.compliance;

import static io.papilio.protocol.compliance.Requests.CLOSE;
import static io.papilio.protocol.compliance.Requests.EMPTY;
import static io.papilio.protocol.compliance.Requests.NO_ACTIONS;
import static io.papilio.protocol.compliance.Requests.open;
import static io.papilio.protocol.compliance.Requests.reset;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.protocol.contract.Expect;
import io.papilio.protocol.v1.ForkRequest;
import io.papilio.protocol.v1.InteractRequest;
import io.papilio.protocol.v1.RenderRequest;
import io.papilio.protocol.v1.RestoreRequest;
import io.papilio.protocol.v1.SnapshotRequest;
import java.util.List;
import java.util.Map;

/** What the server answers about itself, and how a stream begins and ends. */
final class StreamRules {
  private static final String INVALID = "INVALID_ARGUMENT";

  private StreamRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule("environments are listed by id, in order", StreamRules::listed),
        new Rule("an unknown id is rejected, and open can be repeated", StreamRules::unknown),
        new Rule("a request out of place ends the stream", StreamRules::outOfPlace),
        new Rule("close is answered and ends the stream", StreamRules::close),
        new Rule("a half-close ends the stream after the answers", StreamRules::halfClose));
  }

  private static void listed(Subject subject) {
    List<String> ids = subject.channel().specs().stream().map(EnvironmentSpec::id).toList();
    Expect.equal("ids", ids, ids.stream().sorted().distinct().toList());
  }

  private static void unknown(Subject subject) {
    try (Dialogue dialogue = subject.dialogue()) {
      dialogue.fails("unknown id", open("No-such-v0", 1), ExpectedFailure.UNKNOWN_ENVIRONMENT);
      dialogue.ask(subject.open(1));
    }
  }

  private static void outOfPlace(Subject subject) {
    InteractRequest.Builder request = InteractRequest.newBuilder();
    List<InteractRequest> first =
        List.of(
            EMPTY,
            reset("1"),
            NO_ACTIONS,
            request.setSnapshot(SnapshotRequest.getDefaultInstance()).build(),
            request.setRestore(RestoreRequest.getDefaultInstance()).build(),
            request.setFork(ForkRequest.getDefaultInstance()).build(),
            request.setRender(RenderRequest.getDefaultInstance()).build());
    for (InteractRequest early : first) {
      try (Dialogue dialogue = subject.dialogue()) {
        dialogue.ends(early.getRequestCase() + " before open", early, INVALID);
      }
    }
    try (Dialogue dialogue = subject.dialogue()) {
      dialogue.fails("unknown id", open("No-such-v0", 1), ExpectedFailure.UNKNOWN_ENVIRONMENT);
      dialogue.ends("reset after a failed open", reset("1"), INVALID);
    }
    InteractRequest open = subject.open(1);
    Map<String, InteractRequest> second = Map.of("second open", open, "empty after open", EMPTY);
    second.forEach(
        (name, late) -> {
          try (Dialogue dialogue = subject.dialogue()) {
            dialogue.ask(open);
            dialogue.ends(name, late, INVALID);
          }
        });
  }

  private static void close(Subject subject) {
    try (Dialogue dialogue = subject.dialogue()) {
      dialogue.ask(subject.open(1));
      dialogue.ask(CLOSE);
      dialogue.expectEnd("close", "OK");
    }
  }

  private static void halfClose(Subject subject) {
    InteractRequest open = subject.open(1);
    try (Dialogue dialogue = subject.dialogue()) {
      dialogue.send(open, reset("1"));
      dialogue.halfClose();
      dialogue.answer(open);
      dialogue.answer(reset("1"));
      dialogue.expectEnd("half-close", "OK");
    }
  }
}
