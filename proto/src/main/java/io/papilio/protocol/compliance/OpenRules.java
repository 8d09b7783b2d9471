package io.papilio.protocol.compliance;

import static io.papilio.protocol.compliance.Requests.reset;
import static io.papilio.protocol.compliance.Requests.step;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.papilio.core.env.KeywordArguments;
import io.papilio.protocol.contract.Actions;
import io.papilio.protocol.contract.Expect;
import io.papilio.protocol.contract.NotApplicableException;
import io.papilio.protocol.v1.AutoresetMode;
import io.papilio.protocol.v1.Info;
import io.papilio.protocol.v1.InteractRequest;
import io.papilio.protocol.v1.TimeStep;
import io.papilio.protocol.v1.Wrapper;
import java.util.List;

/** What the parts of open ask for, and that they have an effect. */
final class OpenRules {
  private static final int SIZE = 2;

  /** Whatever the spaces, it adds the infos {@code episode} at the end of an episode. */
  private static final String STATISTICS = "RecordEpisodeStatistics";

  private OpenRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule("each environment has its overrides", OpenRules::overrides),
        new Rule("overrides that are not one for each are rejected", OpenRules::overrideCount),
        new Rule("wrappers have their effect", OpenRules::wrappers),
        new Rule("an unknown wrapper is rejected", OpenRules::unknownWrapper),
        new Rule("a wanted info column comes as among all", OpenRules::column));
  }

  private static void overrides(Subject subject) {
    try (Dialogue dialogue = subject.dialogue()) {
      dialogue.ask(disabled(subject, limit(1), limit(5)));
      TimeStep first = dialogue.ask(reset("1")).getTimeStep();
      Expect.equal("truncated after a reset", flag(first, 0), false);
      TimeStep step = dialogue.ask(actions(subject)).getTimeStep();
      Expect.equal("truncated by its own limit of 1", flag(step, 0), true);
    }
    try (Dialogue own = subject.dialogue();
        Dialogue shared = subject.dialogue()) {
      own.ask(disabled(subject, limit(1), limit(5)));
      shared.ask(disabled(subject));
      own.ask(reset("1"));
      shared.ask(reset("1"));
      InteractRequest step = actions(subject);
      Expect.equal(
          "truncated by the limit of the other",
          flag(own.ask(step).getTimeStep(), 1),
          flag(shared.ask(step).getTimeStep(), 1));
    }
  }

  private static void overrideCount(Subject subject) {
    try (Dialogue dialogue = subject.dialogue()) {
      dialogue.fails(
          "one override for " + SIZE, disabled(subject, limit(1)), ExpectedFailure.INVALID_VALUE);
    }
  }

  private static void wrappers(Subject subject) {
    if (!subject.channel().serverInfo().capabilities().contains("wrappers")) {
      throw new NotApplicableException("no wrappers");
    }
    InteractRequest.Builder open = disabled(subject).toBuilder();
    open.getOpenBuilder()
        .setOptions(subject.options(KeywordArguments.of("max_episode_steps", 1)))
        .addWrappers(Wrapper.newBuilder().setName(STATISTICS));
    try (Dialogue dialogue = subject.dialogue()) {
      dialogue.ask(open.build());
      dialogue.ask(reset("1"));
      Info info = dialogue.ask(actions(subject)).getTimeStep().getInfo();
      boolean recorded =
          info.getColumnsList().stream().anyMatch(column -> column.getName().contains("episode"));
      Expect.that(recorded, "infos of " + STATISTICS, info.getColumnsCount(), "episode...");
    }
  }

  private static void unknownWrapper(Subject subject) {
    boolean has = subject.channel().serverInfo().capabilities().contains("wrappers");
    InteractRequest.Builder open = subject.open(1).toBuilder();
    open.getOpenBuilder().addWrappers(Wrapper.newBuilder().setName("NoSuchWrapper"));
    try (Dialogue dialogue = subject.dialogue()) {
      dialogue.fails(
          "unknown wrapper",
          open.build(),
          has ? ExpectedFailure.INVALID_VALUE : ExpectedFailure.UNSUPPORTED);
    }
  }

  private static void column(Subject subject) {
    InteractRequest open = subject.open(SIZE);
    try (Dialogue all = subject.dialogue()) {
      all.ask(open);
      all.ask(reset("1"));
      Info infos = all.ask(actions(subject)).getTimeStep().getInfo();
      if (infos.getColumnsCount() == 0) {
        throw new NotApplicableException("no infos");
      }
      Info.Column wanted = infos.getColumns(infos.getColumnsCount() - 1);
      InteractRequest.Builder one = open.toBuilder();
      one.getOpenBuilder().getInfoBuilder().addNames(wanted.getName());
      try (Dialogue dialogue = subject.dialogue()) {
        dialogue.ask(one.build());
        dialogue.ask(reset("1"));
        Info info = dialogue.ask(actions(subject)).getTimeStep().getInfo();
        Expect.equal("columns", info.getColumnsList(), List.of(wanted));
      }
    }
  }

  private static InteractRequest disabled(Subject subject, Struct... overrides) {
    InteractRequest.Builder open =
        subject.open(SIZE, AutoresetMode.AUTORESET_MODE_DISABLED).toBuilder();
    open.getOpenBuilder().addAllOverrides(List.of(overrides));
    return open.build();
  }

  private static Struct limit(int steps) {
    Value value = Value.newBuilder().setNumberValue(steps).build();
    return Struct.newBuilder().putFields("max_episode_steps", value).build();
  }

  private static boolean flag(TimeStep step, int index) {
    return step.getTruncated().getData().byteAt(index) != 0;
  }

  private static InteractRequest actions(Subject subject) {
    return step(Actions.batch(subject.spec().actionSpace(), 1, SIZE));
  }
}
