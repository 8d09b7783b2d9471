package io.papilio.protocol.compliance;

import static io.papilio.protocol.compliance.Requests.NO_ACTIONS;
import static io.papilio.protocol.compliance.Requests.reset;
import static io.papilio.protocol.compliance.Requests.step;

import com.google.protobuf.ByteString;
import com.google.protobuf.Value;
import io.papilio.core.space.Element;
import io.papilio.core.space.Space;
import io.papilio.core.space.Tensor;
import io.papilio.protocol.codec.TensorCodec;
import io.papilio.protocol.contract.Actions;
import io.papilio.protocol.contract.Expect;
import io.papilio.protocol.v1.AutoresetMode;
import io.papilio.protocol.v1.InteractRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which requests of an environment are rejected, and that a rejection changes nothing. */
final class RequestRules {
  private static final int SIZE = 2;

  /** A number that no enumeration of the protocol has. */
  private static final int UNKNOWN = 99;

  /** Bytes of SIZE bools, of which one is neither 0 nor 1. */
  private static final ByteString NO_BOOLS = ByteString.copyFrom(new byte[] {1, 2});

  /** More than the protocol's 4300. */
  private static final String MANY_DIGITS = "1".repeat(5000);

  private RequestRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule("bad actions are rejected on the wire and change nothing", RequestRules::actions),
        new Rule("bad seeds and masks are rejected and change nothing", RequestRules::resets),
        new Rule("bad renders are rejected and change nothing", RequestRules::renders),
        new Rule("a bad keyword is rejected, and open again", RequestRules::keyword),
        new Rule("an unknown autoreset mode is rejected, and open again", RequestRules::mode),
        new Rule("a step or part of a reset too early needs a reset", RequestRules::early),
        new Rule("a step after the end needs a reset", RequestRules::afterEnd));
  }

  private static void actions(Subject subject) {
    Space space = subject.spec().actionSpace();
    InteractRequest step = step(Actions.batch(space, 1, SIZE));
    Map<String, InteractRequest> bad = new LinkedHashMap<>();
    Actions.wrong(space).forEach((name, action) -> bad.put(name, step(pair(action))));
    bad.put("no actions", NO_ACTIONS);
    var tensor = TensorCodec.toProto(Tensor.bool(new boolean[SIZE])).toBuilder();
    bad.put("a tensor of an unknown type", bareStep(tensor.clone().setDtypeValue(UNKNOWN)));
    bad.put("a tensor of a bool that is none", bareStep(tensor.setData(NO_BOOLS)));
    bad.put("a batch of " + (SIZE + 1), step(Actions.batch(space, 1, SIZE + 1)));
    try (Dialogue disturbed = running(subject);
        Dialogue calm = running(subject)) {
      bad.forEach((name, request) -> disturbed.fails(name, request, ExpectedFailure.INVALID_VALUE));
      Expect.equal("next time step", disturbed.ask(step), calm.ask(step));
    }
  }

  private static void resets(Subject subject) {
    Map<String, InteractRequest> bad = new LinkedHashMap<>();
    for (String seed : List.of("-1", "1e3", "0x1", " 1")) {
      bad.put("seed '" + seed + "'", reset(seed));
    }
    bad.put("one seed too many", seeds("0", "1", "2"));
    bad.put("seed of many digits", reset(MANY_DIGITS));
    bad.put("seeds of many digits", seeds("", MANY_DIGITS));
    bad.put("mask of wrong size", mask(Tensor.bool(new boolean[SIZE + 1])));
    bad.put("mask of wrong type", mask(Tensor.int64(new long[SIZE])));
    bad.put("mask of nothing", mask(Tensor.bool(new boolean[SIZE])));
    var mask = TensorCodec.toProto(Tensor.bool(new boolean[] {true, true}));
    bad.put("mask without a type", mask(mask.toBuilder().clearDtype().build()));
    bad.put("mask of an unknown type", mask(mask.toBuilder().setDtypeValue(UNKNOWN).build()));
    bad.put("mask without bytes", mask(mask.toBuilder().clearData().build()));
    bad.put("mask of a bool that is none", mask(mask.toBuilder().setData(NO_BOOLS).build()));
    InteractRequest step = step(Actions.batch(subject.spec().actionSpace(), 1, SIZE));
    try (Dialogue disturbed = running(subject);
        Dialogue calm = running(subject)) {
      bad.forEach((name, request) -> disturbed.fails(name, request, ExpectedFailure.INVALID_VALUE));
      Expect.equal("next time step", disturbed.ask(step), calm.ask(step));
    }
  }

  private static void renders(Subject subject) {
    List<String> modes = subject.spec().rendering().modes();
    InteractRequest step = step(Actions.batch(subject.spec().actionSpace(), 1, SIZE));
    try (Dialogue disturbed = running(subject);
        Dialogue calm = running(subject)) {
      disturbed.fails("render as text", render("ansi", 0), ExpectedFailure.INVALID_VALUE);
      if (modes.isEmpty()) {
        disturbed.fails(
            "render of what has no picture", render("rgb_array", 0), ExpectedFailure.UNSUPPORTED);
      } else {
        String mode = modes.get(0);
        disturbed.fails("unknown encoding", render(mode, UNKNOWN), ExpectedFailure.INVALID_VALUE);
        disturbed.fails("picture of none", render(mode, 0, SIZE), ExpectedFailure.INVALID_VALUE);
      }
      Expect.equal("next time step", disturbed.ask(step), calm.ask(step));
    }
  }

  private static void keyword(Subject subject) {
    InteractRequest good = subject.open(1);
    InteractRequest.Builder bad = good.toBuilder();
    bad.getOpenBuilder()
        .getOptionsBuilder()
        .putFields("no_such_keyword", Value.newBuilder().setNumberValue(1).build());
    try (Dialogue dialogue = subject.dialogue()) {
      dialogue.fails("keyword", bad.build(), ExpectedFailure.INVALID_VALUE);
      dialogue.ask(good);
    }
  }

  private static void mode(Subject subject) {
    InteractRequest good = subject.open(1);
    InteractRequest.Builder bad = good.toBuilder();
    bad.getOpenBuilder().setAutoresetModeValue(UNKNOWN);
    try (Dialogue dialogue = subject.dialogue()) {
      dialogue.fails("autoreset mode", bad.build(), ExpectedFailure.INVALID_VALUE);
      dialogue.ask(good);
    }
  }

  private static void early(Subject subject) {
    InteractRequest step = step(Actions.batch(subject.spec().actionSpace(), 1, SIZE));
    try (Dialogue dialogue = subject.dialogue()) {
      dialogue.ask(subject.open(SIZE));
      dialogue.fails("step before reset", step, ExpectedFailure.RESET_NEEDED);
      boolean[] part = new boolean[SIZE];
      part[0] = true;
      dialogue.fails("partial first reset", mask(Tensor.bool(part)), ExpectedFailure.RESET_NEEDED);
      dialogue.ask(reset("1"));
      dialogue.ask(step);
    }
  }

  private static void afterEnd(Subject subject) {
    InteractRequest step = step(Actions.batch(subject.spec().actionSpace(), 1, SIZE));
    InteractRequest.Builder open =
        subject.open(SIZE, AutoresetMode.AUTORESET_MODE_DISABLED).toBuilder();
    open.getOpenBuilder()
        .getOptionsBuilder()
        .putFields("max_episode_steps", Value.newBuilder().setNumberValue(1).build());
    try (Dialogue dialogue = subject.dialogue()) {
      dialogue.ask(open.build());
      dialogue.ask(reset("1"));
      dialogue.ask(step);
      dialogue.fails("step after the end", step, ExpectedFailure.RESET_NEEDED);
      boolean[] all = new boolean[SIZE];
      java.util.Arrays.fill(all, true);
      dialogue.ask(mask(Tensor.bool(all)));
      dialogue.ask(step);
    }
  }

  private static Dialogue running(Subject subject) {
    Dialogue dialogue = subject.dialogue();
    dialogue.ask(subject.open(SIZE));
    dialogue.ask(reset("3"));
    return dialogue;
  }

  private static InteractRequest seeds(String... seeds) {
    InteractRequest.Builder request = InteractRequest.newBuilder();
    request.getResetBuilder().getSeedsBuilder().addAllSeeds(List.of(seeds));
    return request.build();
  }

  private static InteractRequest bareStep(io.papilio.protocol.v1.Tensor.Builder actions) {
    InteractRequest.Builder request = InteractRequest.newBuilder();
    request.getStepBuilder().getActionsBuilder().setTensor(actions);
    return request.build();
  }

  private static InteractRequest render(String mode, int encoding, Integer... indices) {
    InteractRequest.Builder request = InteractRequest.newBuilder();
    request
        .getRenderBuilder()
        .setMode(mode)
        .setEncodingValue(encoding)
        .addAllIndices(List.of(indices));
    return request.build();
  }

  private static InteractRequest mask(Tensor mask) {
    return mask(TensorCodec.toProto(mask));
  }

  private static InteractRequest mask(io.papilio.protocol.v1.Tensor mask) {
    InteractRequest.Builder request = InteractRequest.newBuilder();
    request.getResetBuilder().setMask(mask);
    return request.build();
  }

  /** A batch of the same action; what is no tensor has no batch and stands for itself. */
  private static Element pair(Element action) {
    return action instanceof Tensor tensor ? Tensor.stack(List.of(tensor, tensor)) : action;
  }
}
