package io.papilio.protocol.contract;

import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Reason;
import io.papilio.core.space.Element;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorResetRequest;
import io.papilio.core.vector.VectorTimeStep;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What holds for snapshots, restores and forks of a vector, with each autoreset mode. */
public final class VectorSnapshotContract {
  private static final int SIZE = 3;
  private static final int STEPS = 8;
  private static final byte[] NOTHING = {};

  /** Short episodes, so that snapshots fall on their ends too. */
  private static final KeywordArguments SHORT = KeywordArguments.of("max_episode_steps", 3);

  private VectorSnapshotContract() {}

  public static List<ContractCheck> checks() {
    Stream<ContractCheck> ofModes =
        Stream.of(AutoresetMode.values())
            .flatMap(
                mode ->
                    Stream.of(
                        new ContractCheck(
                            "a restored vector with " + mode + " continues bit for bit",
                            subject -> continues(subject, mode)),
                        new ContractCheck(
                            "a fork with " + mode + " is a snapshot and a restore",
                            subject -> forks(subject, mode)),
                        new ContractCheck(
                            "a partial restore with " + mode + " leaves the others alone",
                            subject -> partial(subject, mode)),
                        new ContractCheck(
                            "a rejected restore with " + mode + " changes nothing",
                            subject -> rejected(subject, mode))));
    Stream<ContractCheck> others =
        Stream.of(
            new ContractCheck(
                "the end of an episode restored with SAME_STEP begins the next",
                VectorSnapshotContract::endWithSameStep),
            new ContractCheck(
                "a vector before reset has no snapshots", VectorSnapshotContract::early),
            new ContractCheck(
                "snapshots and sources must fit the vector", VectorSnapshotContract::misfits));
    return Stream.concat(ofModes, others).toList();
  }

  private static void continues(ContractSubject subject, AutoresetMode mode) {
    try (VectorEnvironment one = subject.vector(SHORT, SIZE, mode);
        VectorEnvironment other = subject.vector(SHORT, SIZE, mode)) {
      List<VectorTimeStep> expected = new ArrayList<>(List.of(staggered(one)));
      List<List<byte[]>> snapshots = new ArrayList<>();
      for (int t = 0; t < 2 * STEPS; t++) {
        snapshots.add(one.snapshot());
        expected.add(advance(one, expected.get(t), t));
      }
      for (int fork = 0; fork < STEPS; fork++) {
        VectorTimeStep actual = other.restore(snapshots.get(fork));
        checkNewest(actual, expected.get(fork), mode);
        for (int t = fork; t < 2 * STEPS; t++) {
          actual = advance(other, actual, t);
          Expect.equal("time step " + t + " after " + fork, actual, expected.get(t + 1));
        }
      }
    }
  }

  /** With SAME_STEP, the newest time step of an environment is the first of its new episode. */
  private static void checkNewest(
      VectorTimeStep actual, VectorTimeStep expected, AutoresetMode mode) {
    Expect.equal("observations", actual.observations(), expected.observations());
    for (int i = 0; i < SIZE; i++) {
      boolean last = expected.isLast(i) && mode != AutoresetMode.SAME_STEP;
      Expect.equal("end of " + i, actual.isLast(i), last);
    }
  }

  private static void forks(ContractSubject subject, AutoresetMode mode) {
    int[] sources = {2, 1, 2};
    try (VectorEnvironment one = subject.vector(SHORT, SIZE, mode);
        VectorEnvironment other = subject.vector(SHORT, SIZE, mode)) {
      VectorTimeStep newest = staggered(one);
      for (int t = 0; t < STEPS; t++) {
        List<byte[]> snapshots = one.snapshot();
        VectorTimeStep forked = one.fork(sources);
        List<byte[]> copied = Arrays.stream(sources).mapToObj(snapshots::get).toList();
        goOnTogether(one, forked, other, other.restore(copied));
        newest = advance(one, one.restore(snapshots), t);
      }
      Expect.equal("places", newest.rewards().size(), SIZE);
    }
  }

  private static void partial(ContractSubject subject, AutoresetMode mode) {
    try (VectorEnvironment one = subject.vector(SHORT, SIZE, mode);
        VectorEnvironment other = subject.vector(SHORT, SIZE, mode)) {
      VectorTimeStep newest = staggered(one);
      for (int t = 0; t < STEPS; t++) {
        List<byte[]> earlier = one.snapshot();
        newest = advance(one, newest, t);
        List<byte[]> all = List.of(earlier.get(0), one.snapshot().get(1), earlier.get(2));
        newest = one.restore(List.of(earlier.get(0), NOTHING, earlier.get(2)));
        goOnTogether(one, newest, other, other.restore(all));
        newest = advance(one, one.restore(all), t);
      }
      Expect.equal("places", newest.rewards().size(), SIZE);
    }
  }

  private static void rejected(ContractSubject subject, AutoresetMode mode) {
    try (VectorEnvironment one = subject.vector(SHORT, SIZE, mode);
        VectorEnvironment other = subject.vector(SHORT, SIZE, mode)) {
      List<byte[]> earlier = new ArrayList<>();
      VectorTimeStep newest = staggered(one);
      VectorTimeStep expected = staggered(other);
      earlier.addAll(one.snapshot());
      earlier.get(2)[8] ^= 1;
      for (int t = 0; t < STEPS; t++) {
        Expect.invalid("damaged snapshot", "snapshot", () -> one.restore(earlier));
        newest = advance(one, newest, t);
        expected = advance(other, expected, t);
        Expect.equal("time step", newest, expected);
      }
    }
  }

  private static void endWithSameStep(ContractSubject subject) {
    try (VectorEnvironment one = subject.vector(SHORT, 1, AutoresetMode.NEXT_STEP);
        VectorEnvironment other = subject.vector(SHORT, 1, AutoresetMode.SAME_STEP)) {
      VectorTimeStep last = one.reset(VectorResetRequest.seeded(BigInteger.ONE, 1));
      for (int t = 0; !last.isLast(0); t++) {
        last = one.step(actions(one, t));
      }
      VectorTimeStep restored = other.restore(one.snapshot());
      Expect.equal("last", restored.isLast(0), true);
      Expect.equal("reward", restored.rewards(), last.rewards());
      Expect.equal(
          "last observation",
          restored.ended().map(VectorTimeStep.Ended::observations),
          Optional.of(last.observations()));
      VectorTimeStep first = one.step(actions(one, 0));
      Expect.equal("first observation", restored.observations(), first.observations());
      Element actions = actions(one, 1);
      VectorTimeStep expected = one.step(actions);
      VectorTimeStep next = other.step(actions);
      if (expected.isLast(0)) {
        // Where one step is an episode, the modes answer differently again.
        Expect.equal("next rewards", next.rewards(), expected.rewards());
      } else {
        Expect.equal("next time step", next, expected);
      }
    }
  }

  private static void early(ContractSubject subject) {
    try (VectorEnvironment one = subject.vector(SHORT, SIZE, AutoresetMode.NEXT_STEP);
        VectorEnvironment other = subject.vector(SHORT, SIZE, AutoresetMode.NEXT_STEP)) {
      one.reset(VectorResetRequest.seeded(BigInteger.ONE, SIZE));
      List<byte[]> snapshots = new ArrayList<>(one.snapshot());
      snapshots.set(1, NOTHING);
      Map<String, Runnable> calls =
          Map.of(
              "snapshot", other::snapshot,
              "fork", () -> other.fork(new int[] {0, 0, 0}),
              "partial restore", () -> other.restore(snapshots));
      calls.forEach((name, call) -> Expect.failure(name, Reason.RESET_NEEDED, call));
    }
  }

  private static void misfits(ContractSubject environments) {
    try (VectorEnvironment one = environments.vector(SHORT, SIZE, AutoresetMode.NEXT_STEP)) {
      one.reset(VectorResetRequest.seeded(BigInteger.ONE, SIZE));
      List<byte[]> fewer = one.snapshot().subList(1, SIZE);
      Map<String, Runnable> calls =
          Map.of(
              "snapshots", () -> one.restore(fewer),
              "sources", () -> one.fork(new int[] {0, 1, 2, 0}),
              "sources[1]", () -> one.fork(new int[] {0, 3, 2}));
      calls.forEach((subject, call) -> Expect.invalid("misfit", subject, call));
    }
  }

  /** A vector whose episodes end at different times. */
  private static VectorTimeStep staggered(VectorEnvironment vector) {
    VectorTimeStep newest = vector.reset(VectorResetRequest.seeded(BigInteger.TWO, SIZE));
    for (int t = 0; t < SIZE - 1; t++) {
      VectorTimeStep step = advance(vector, newest, t);
      int place = t;
      List<Boolean> mask =
          IntStream.range(0, SIZE).mapToObj(i -> i == place || step.isLast(i)).toList();
      newest = vector.reset(new VectorResetRequest(List.of(), mask, KeywordArguments.NONE));
    }
    return newest;
  }

  /** A step; with DISABLED, a reset of those that have ended, if any. */
  private static VectorTimeStep advance(VectorEnvironment vector, VectorTimeStep newest, int t) {
    List<Boolean> ended = IntStream.range(0, SIZE).mapToObj(newest::isLast).toList();
    return vector.autoresetMode() == AutoresetMode.DISABLED && ended.contains(true)
        ? vector.reset(new VectorResetRequest(List.of(), ended, KeywordArguments.NONE))
        : vector.step(actions(vector, t));
  }

  private static void goOnTogether(
      VectorEnvironment one, VectorTimeStep first, VectorEnvironment other, VectorTimeStep second) {
    VectorTimeStep actual = first;
    VectorTimeStep expected = second;
    for (int t = 0; t < STEPS; t++) {
      Expect.equal("time step " + t, actual, expected);
      actual = advance(one, actual, 50 + t);
      expected = advance(other, expected, 50 + t);
    }
    Expect.equal("time step " + STEPS, actual, expected);
  }

  private static Element actions(VectorEnvironment vector, int t) {
    return Actions.batch(vector.spec().actionSpace(), t, vector.size());
  }
}
