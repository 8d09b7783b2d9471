package io.papilio.protocol.compliance;

import static io.papilio.protocol.compliance.Requests.reset;
import static io.papilio.protocol.compliance.Requests.step;

import io.papilio.protocol.codec.SpecCodec;
import io.papilio.protocol.contract.Actions;
import io.papilio.protocol.contract.Expect;
import io.papilio.protocol.v1.AutoresetMode;
import io.papilio.protocol.v1.DType;
import io.papilio.protocol.v1.InteractRequest;
import io.papilio.protocol.v1.InteractResponse;
import io.papilio.protocol.v1.OpenResponse;
import io.papilio.protocol.v1.Tensor;
import io.papilio.protocol.v1.TimeStep;
import java.util.ArrayList;
import java.util.List;

/** What stands in the answers, and in which order they come. */
final class AnswerRules {
  private static final int SIZE = 2;

  private AnswerRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule("the answer to open says what was opened", AnswerRules::opened),
        new Rule("time steps have the declared types and shapes", AnswerRules::types),
        new Rule("one seed for all is s + i for each", AnswerRules::seeds),
        new Rule("requests sent ahead are answered in order", AnswerRules::ahead),
        new Rule("only the wanted info columns come", AnswerRules::columns));
  }

  private static void opened(Subject subject) {
    InteractRequest bare = subject.open(0, AutoresetMode.AUTORESET_MODE_UNSPECIFIED);
    try (Dialogue dialogue = subject.dialogue()) {
      OpenResponse opened = dialogue.ask(bare).getOpen();
      Expect.equal("spec", SpecCodec.fromProto(opened.getSpec()), subject.spec());
      Expect.equal("num_envs", opened.getNumEnvs(), 1);
      Expect.equal(
          "autoreset_mode", opened.getAutoresetMode(), AutoresetMode.AUTORESET_MODE_NEXT_STEP);
      Expect.equal("lease_seconds", opened.getLeaseSeconds(), subject.limits().leaseSeconds());
    }
  }

  private static void types(Subject subject) {
    try (Dialogue dialogue = subject.dialogue()) {
      dialogue.ask(subject.open(SIZE));
      TimeStep first = dialogue.ask(reset("1")).getTimeStep();
      for (TimeStep step : List.of(first, dialogue.ask(actions(subject, 1)).getTimeStep())) {
        expectVector("rewards", step.getRewards(), DType.DTYPE_FLOAT64);
        expectVector("terminated", step.getTerminated(), DType.DTYPE_BOOL);
        expectVector("truncated", step.getTruncated(), DType.DTYPE_BOOL);
      }
      for (Tensor zero : List.of(first.getRewards(), first.getTerminated(), first.getTruncated())) {
        boolean none = zero.getData().toByteArray().length > 0 && isZero(zero);
        Expect.that(none, "reward and flags after a reset", zero, "0");
      }
    }
  }

  private static void expectVector(String name, Tensor tensor, DType dtype) {
    Expect.equal(name + ", dtype", tensor.getDtype(), dtype);
    Expect.equal(name + ", shape", tensor.getShapeList(), List.of(SIZE));
  }

  private static boolean isZero(Tensor tensor) {
    for (byte b : tensor.getData()) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private static void seeds(Subject subject) {
    InteractRequest.Builder seeds = InteractRequest.newBuilder();
    seeds.getResetBuilder().getSeedsBuilder().addSeeds("41").addSeeds("42");
    try (Dialogue one = subject.dialogue();
        Dialogue other = subject.dialogue()) {
      one.ask(subject.open(SIZE));
      other.ask(subject.open(SIZE));
      Expect.equal("seeds 41, 42", other.ask(seeds.build()), one.ask(reset("41")));
    }
  }

  private static void ahead(Subject subject) {
    List<InteractRequest> requests = new ArrayList<>();
    requests.add(subject.open(SIZE));
    requests.add(reset("1"));
    for (int t = 0; t < 20; t++) {
      requests.add(actions(subject, t));
    }
    List<InteractResponse> answers = new ArrayList<>();
    try (Dialogue patient = subject.dialogue();
        Dialogue hasty = subject.dialogue()) {
      requests.forEach(request -> answers.add(patient.ask(request)));
      hasty.send(requests.toArray(InteractRequest[]::new));
      for (int i = 0; i < requests.size(); i++) {
        Expect.equal("answer " + i, hasty.answer(requests.get(i)), answers.get(i));
      }
    }
  }

  private static void columns(Subject subject) {
    for (List<String> names : List.of(List.<String>of(), List.of("no such column"))) {
      InteractRequest.Builder open = subject.open(SIZE).toBuilder();
      open.getOpenBuilder().getInfoBuilder().addAllNames(names);
      try (Dialogue dialogue = subject.dialogue()) {
        dialogue.ask(open.build());
        for (InteractRequest request : List.of(reset("1"), actions(subject, 1))) {
          Expect.equal(
              "columns", dialogue.ask(request).getTimeStep().getInfo().getColumnsCount(), 0);
        }
      }
    }
  }

  private static InteractRequest actions(Subject subject, int round) {
    return step(Actions.batch(subject.spec().actionSpace(), round, SIZE));
  }
}
