package io.papilio.protocol.contract;

import io.papilio.core.env.Environment;
import io.papilio.core.env.Info;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Reason;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Batch;
import io.papilio.core.space.DType;
import io.papilio.core.space.Element;
import io.papilio.core.space.Space;
import io.papilio.core.space.Tensor;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorResetRequest;
import io.papilio.core.vector.VectorTimeStep;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What holds for a vector: it is n single environments, with each autoreset mode's rules. */
public final class VectorContract {
  private static final int SIZE = 3;
  private static final int STEPS = 8;
  private static final int SEED = 5;

  /** Short episodes, so that all end several times. */
  private static final KeywordArguments SHORT = KeywordArguments.of("max_episode_steps", 3);

  private VectorContract() {}

  public static List<ContractCheck> checks() {
    Stream<ContractCheck> equal =
        Stream.of(AutoresetMode.values())
            .map(
                mode ->
                    new ContractCheck(
                        "a vector with " + mode + " equals single environments with seeds s + i",
                        subject -> equalsSingles(subject, mode)));
    Stream<ContractCheck> others =
        Stream.of(
            new ContractCheck("a step of a vector before reset is rejected", VectorContract::early),
            new ContractCheck("a batch of wrong size is rejected", VectorContract::wrongSize),
            new ContractCheck("seeds may be given one by one", VectorContract::seeds));
    return Stream.concat(equal, others).toList();
  }

  private static VectorResetRequest seeded() {
    return VectorResetRequest.seeded(BigInteger.valueOf(SEED), SIZE);
  }

  private static Element actions(VectorEnvironment vector, int round, int size) {
    return Actions.batch(vector.spec().actionSpace(), round, size);
  }

  private static void equalsSingles(ContractSubject subject, AutoresetMode mode) {
    List<Environment> singles =
        Stream.generate(() -> subject.environment(SHORT)).limit(SIZE).toList();
    try (VectorEnvironment vector = subject.vector(SHORT, SIZE, mode)) {
      List<SlowVector> expected = singles.stream().map(s -> new SlowVector(s, mode)).toList();
      compare(
          vector,
          vector.reset(seeded()),
          i -> expected.get(i).reset(ResetRequest.seeded(SEED + i)));
      for (int t = 0; t < STEPS; t++) {
        Element actions = actions(vector, t, SIZE);
        VectorTimeStep step = vector.step(actions);
        Space space = vector.spec().actionSpace();
        compare(vector, step, i -> expected.get(i).step(Batch.get(space, actions, i)));
        if (mode == AutoresetMode.DISABLED) {
          resetEnded(vector, step, expected);
        }
      }
    } finally {
      singles.forEach(Environment::close);
    }
  }

  private static void resetEnded(
      VectorEnvironment vector, VectorTimeStep step, List<SlowVector> expected) {
    List<Boolean> mask = IntStream.range(0, SIZE).mapToObj(step::isLast).toList();
    if (mask.contains(true)) {
      VectorTimeStep first =
          vector.reset(new VectorResetRequest(List.of(), mask, KeywordArguments.NONE));
      for (int i = 0; i < SIZE; i++) {
        TimeStep actual = place(vector, first, i);
        if (mask.get(i)) {
          TimeStep wanted = expected.get(i).reset(ResetRequest.CONTINUE).step();
          Expect.equal("environment " + i, widened(actual), widened(wanted));
        } else {
          Expect.equal("kept " + i, actual.observation(), place(vector, step, i).observation());
        }
      }
    }
  }

  /** With infos as float64: a vector gives a column one type, single environments need not. */
  private static TimeStep widened(TimeStep step) {
    Info.Builder info = Info.builder();
    step.info().columns().forEach((name, column) -> info.put(name, widened(column)));
    return new TimeStep(
        step.observation(), step.reward(), step.terminated(), step.truncated(), info.build());
  }

  private static Tensor widened(Tensor tensor) {
    double[] values = IntStream.range(0, tensor.size()).mapToDouble(tensor::getDouble).toArray();
    return Sampler.tensor(DType.FLOAT64, values, tensor.shape());
  }

  private static TimeStep place(VectorEnvironment vector, VectorTimeStep step, int index) {
    return step.get(vector.spec().observationSpace(), index);
  }

  private static void compare(
      VectorEnvironment vector, VectorTimeStep actual, IntFunction<SlowVector.Answer> expected) {
    for (int i = 0; i < SIZE; i++) {
      SlowVector.Answer wanted = expected.apply(i);
      Expect.equal("environment " + i, widened(place(vector, actual, i)), widened(wanted.step()));
      Expect.equal(
          "last of " + i,
          last(vector, actual, i).map(VectorContract::widened),
          wanted.last().map(VectorContract::widened));
    }
  }

  /** The last observation and info of an ended episode, with the reward and flags of the step. */
  private static Optional<TimeStep> last(VectorEnvironment vector, VectorTimeStep step, int index) {
    return step.ended()
        .filter(ended -> ended.mask().getBoolean(index))
        .map(
            ended ->
                new TimeStep(
                    Batch.get(vector.spec().observationSpace(), ended.observations(), index),
                    step.rewards().getDouble(index),
                    step.terminated().getBoolean(index),
                    step.truncated().getBoolean(index),
                    ended.info().get(index)));
  }

  private static void early(ContractSubject subject) {
    try (VectorEnvironment vector = subject.vector(SHORT, SIZE, AutoresetMode.NEXT_STEP)) {
      Expect.failure("step", Reason.RESET_NEEDED, () -> vector.step(actions(vector, 0, SIZE)));
    }
  }

  private static void wrongSize(ContractSubject subject) {
    try (VectorEnvironment vector = subject.vector(SHORT, SIZE, AutoresetMode.NEXT_STEP)) {
      vector.reset(seeded());
      VectorTimeStep expected = vector.step(actions(vector, 0, SIZE));
      vector.reset(seeded());
      Expect.invalid("batch", "action", () -> vector.step(actions(vector, 0, SIZE + 1)));
      Expect.equal("next time step", vector.step(actions(vector, 0, SIZE)), expected);
    }
  }

  private static void seeds(ContractSubject subject) {
    try (VectorEnvironment vector = subject.vector(SHORT, SIZE, AutoresetMode.DISABLED)) {
      VectorTimeStep together = vector.reset(seeded());
      List<Optional<BigInteger>> seeds = new ArrayList<>();
      IntStream.range(0, SIZE).forEach(i -> seeds.add(Optional.of(BigInteger.valueOf(SEED + i))));
      Expect.equal(
          "all seeds",
          vector.reset(new VectorResetRequest(seeds, List.of(), KeywordArguments.NONE)),
          together);
      seeds.set(1, Optional.empty());
      Set<TimeStep> unseeded = new HashSet<>();
      for (int episode = 0; episode < STEPS; episode++) {
        VectorTimeStep mixed =
            vector.reset(new VectorResetRequest(seeds, List.of(), KeywordArguments.NONE));
        Expect.equal("seeded place", place(vector, mixed, 0), place(vector, together, 0));
        unseeded.add(place(vector, mixed, 1));
      }
      if (startsVary(subject)) {
        Expect.that(unseeded.size() > 1, "place without seed", "always the same", "others");
      }
    }
  }

  private static boolean startsVary(ContractSubject subject) {
    try (Environment environment = subject.environment(SHORT)) {
      return Episodes.startsVary(environment);
    }
  }
}
