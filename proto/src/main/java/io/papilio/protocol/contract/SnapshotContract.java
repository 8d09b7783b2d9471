package io.papilio.protocol.contract;

import io.papilio.core.env.Environment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Reason;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.space.Element;
import java.util.Arrays;
import java.util.List;

/** What holds for the snapshots of a single environment. */
public final class SnapshotContract {
  /** A fork is made somewhere in these steps, and followed for as many as the second number. */
  private static final int STEPS_BEFORE = 60;

  private static final int STEPS_AFTER = 200;
  private static final ResetRequest SEED = ResetRequest.seeded(17);

  private SnapshotContract() {}

  public static List<ContractCheck> checks() {
    return List.of(
        new ContractCheck(
            "a restored environment continues bit for bit", SnapshotContract::continues),
        new ContractCheck("restoring goes back in time", SnapshotContract::goesBack),
        new ContractCheck("a snapshot before reset is rejected", SnapshotContract::beforeReset),
        new ContractCheck("the end of an episode can be restored", SnapshotContract::atTheEnd),
        new ContractCheck("a damaged snapshot is rejected", SnapshotContract::damaged),
        new ContractCheck("a snapshot of other keywords is rejected", SnapshotContract::mismatch));
  }

  private static void continues(ContractSubject subject) {
    try (Environment one = subject.environment(KeywordArguments.NONE);
        Environment kept = subject.environment(KeywordArguments.NONE);
        Environment restored = subject.environment(KeywordArguments.NONE)) {
      List<Element> actions = actions(one);
      int fork = fork(one);
      TimeStep expected = run(one, actions.subList(0, fork));
      Expect.equal("the same until then", run(kept, actions.subList(0, fork)), expected);
      TimeStep actual = restored.restore(kept.snapshot());
      Expect.equal("newest time step", actual, expected);
      TimeStep undisturbed = expected;
      for (Element action : actions.subList(fork, fork + STEPS_AFTER)) {
        expected = advance(one, expected, action);
        undisturbed = advance(kept, undisturbed, action);
        actual = advance(restored, actual, action);
        Expect.equal("time step after the snapshot", undisturbed, expected);
        Expect.equal("time step after restore", actual, expected);
      }
    }
  }

  private static void goesBack(ContractSubject subject) {
    try (Environment environment = subject.environment(KeywordArguments.NONE)) {
      List<Element> actions = actions(environment);
      int fork = fork(environment);
      TimeStep newest = run(environment, actions.subList(0, fork));
      byte[] snapshot = environment.snapshot();
      TimeStep expected = follow(environment, newest, actions.subList(fork, 2 * fork));
      Expect.equal("newest time step", environment.restore(snapshot), newest);
      Expect.equal(
          "the same again", follow(environment, newest, actions.subList(fork, 2 * fork)), expected);
      environment.reset(ResetRequest.seeded(18));
      Expect.equal("newest time step after reset", environment.restore(snapshot), newest);
    }
  }

  private static void beforeReset(ContractSubject subject) {
    try (Environment environment = subject.environment(KeywordArguments.NONE)) {
      Expect.failure("snapshot", Reason.RESET_NEEDED, environment::snapshot);
    }
  }

  private static void atTheEnd(ContractSubject subject) {
    KeywordArguments options = KeywordArguments.of("max_episode_steps", 1);
    try (Environment one = subject.environment(options);
        Environment other = subject.environment(options)) {
      Element action = actions(one).get(0);
      one.reset(SEED);
      TimeStep last = one.step(action);
      Expect.equal("newest time step", other.restore(one.snapshot()), last);
      Expect.failure("step", Reason.RESET_NEEDED, () -> other.step(action));
      Expect.equal(
          "next episode", other.reset(ResetRequest.CONTINUE), one.reset(ResetRequest.CONTINUE));
      Expect.equal("its time step", other.step(action), one.step(action));
    }
  }

  private static void damaged(ContractSubject subject) {
    try (Environment environment = subject.environment(KeywordArguments.NONE)) {
      Element action = actions(environment).get(0);
      environment.reset(SEED);
      byte[] snapshot = environment.snapshot();
      TimeStep expected = environment.step(action);
      environment.restore(snapshot);
      for (int i = 0; i < 8; i++) {
        byte[] changed = snapshot.clone();
        changed[(int) ((long) i * (snapshot.length - 1) / 7)] ^= 0x10;
        byte[] cut = Arrays.copyOf(snapshot, 1 + i * snapshot.length / 8);
        for (byte[] bad : List.of(changed, cut)) {
          Expect.invalid("damaged snapshot", "snapshot", () -> environment.restore(bad));
        }
      }
      Expect.equal("next time step", environment.step(action), expected);
    }
  }

  private static void mismatch(ContractSubject subject) {
    try (Environment environment = subject.environment(KeywordArguments.NONE);
        Environment other = subject.environment(KeywordArguments.of("max_episode_steps", 7))) {
      environment.reset(SEED);
      other.reset(SEED);
      byte[] snapshot = environment.snapshot();
      Expect.failure("restore", Reason.SNAPSHOT_MISMATCH, () -> other.restore(snapshot));
    }
  }

  private static List<Element> actions(Environment environment) {
    return Actions.random(
        environment.spec().actionSpace(),
        23,
        Math.max(2 * STEPS_BEFORE, STEPS_BEFORE + STEPS_AFTER));
  }

  /** A step that differs from environment to environment. */
  private static int fork(Environment environment) {
    int seed = environment.spec().id().hashCode() & Integer.MAX_VALUE;
    return 1 + NumpyGenerator.ofSeed(seed).integers(STEPS_BEFORE);
  }

  private static TimeStep run(Environment environment, List<Element> actions) {
    return follow(environment, environment.reset(SEED), actions);
  }

  /** The last of the time steps, with a new episode after the end of each. */
  private static TimeStep follow(Environment environment, TimeStep newest, List<Element> actions) {
    TimeStep last = newest;
    for (Element action : actions) {
      last = advance(environment, last, action);
    }
    return last;
  }

  private static TimeStep advance(Environment environment, TimeStep newest, Element action) {
    return newest.isLast() ? environment.reset(ResetRequest.CONTINUE) : environment.step(action);
  }
}
