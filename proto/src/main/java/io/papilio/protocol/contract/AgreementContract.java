package io.papilio.protocol.contract;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.space.Element;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorResetRequest;
import java.math.BigInteger;
import java.util.List;

/** That two ways to reach an environment agree to the last bit. */
public final class AgreementContract {
  private static final int STEPS = 40;
  private static final int SIZE = 3;

  private AgreementContract() {}

  /** Checks of a subject against another, for example of a remote against a local one. */
  public static List<ContractCheck> checks(ContractSubject reference) {
    return List.of(
        new ContractCheck("both ways agree on the spec", s -> spec(s, reference)),
        new ContractCheck("both ways agree on an environment", s -> single(s, reference)),
        new ContractCheck("both ways agree on a vector", s -> vector(s, reference)));
  }

  /** How an environment is rendered depends on the program that has it. */
  private static void spec(ContractSubject subject, ContractSubject reference) {
    try (Environment actual = subject.environment(KeywordArguments.NONE);
        Environment expected = reference.environment(KeywordArguments.NONE)) {
      EnvironmentSpec rendered = expected.spec().withRendering(actual.spec().rendering());
      Expect.equal("spec", actual.spec(), rendered);
    }
  }

  private static void single(ContractSubject subject, ContractSubject reference) {
    try (Environment actual = subject.environment(KeywordArguments.NONE);
        Environment expected = reference.environment(KeywordArguments.NONE)) {
      List<Element> actions = Actions.random(actual.spec().actionSpace(), 2, STEPS);
      for (ResetRequest request : List.of(ResetRequest.seeded(11), ResetRequest.CONTINUE)) {
        Expect.equal(
            "episode",
            Episodes.run(actual, request, actions),
            Episodes.run(expected, request, actions));
      }
    }
  }

  private static void vector(ContractSubject subject, ContractSubject reference) {
    KeywordArguments options = KeywordArguments.of("max_episode_steps", 5);
    for (AutoresetMode mode : List.of(AutoresetMode.NEXT_STEP, AutoresetMode.SAME_STEP)) {
      try (VectorEnvironment actual = subject.vector(options, SIZE, mode);
          VectorEnvironment expected = reference.vector(options, SIZE, mode)) {
        VectorResetRequest request = VectorResetRequest.seeded(BigInteger.TEN, SIZE);
        Expect.equal("reset", actual.reset(request), expected.reset(request));
        for (int t = 0; t < STEPS; t++) {
          Element actions = Actions.batch(actual.spec().actionSpace(), 100 + t, SIZE);
          Expect.equal("time step", actual.step(actions), expected.step(actions));
        }
      }
    }
  }
}
