package io.papilio.protocol.contract;

import io.papilio.core.env.Environment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Reason;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Element;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** What holds for every single environment: seeds, order of calls, time limit, spaces. */
public final class EnvironmentContract {
  private static final int STEPS = 25;
  private static final ResetRequest SEED = ResetRequest.seeded(7);

  private EnvironmentContract() {}

  public static List<ContractCheck> checks() {
    return List.of(
        new ContractCheck("the same seed gives the same episode", EnvironmentContract::seed),
        new ContractCheck("a seed may be any size", EnvironmentContract::largeSeed),
        new ContractCheck("a reset without seed continues the stream", EnvironmentContract::stream),
        new ContractCheck("a step before reset is rejected", EnvironmentContract::beforeReset),
        new ContractCheck("an episode is truncated at the limit", EnvironmentContract::limit),
        new ContractCheck(
            "a step after the end is rejected until reset", EnvironmentContract::afterEnd),
        new ContractCheck("the time limit can be lifted", EnvironmentContract::noLimit),
        new ContractCheck("observations are in their space", EnvironmentContract::observations),
        new ContractCheck("a time step after reset is a first one", EnvironmentContract::first),
        new ContractCheck("an unknown keyword is rejected", EnvironmentContract::unknownKeyword),
        new ContractCheck("closing twice is harmless", EnvironmentContract::closeTwice));
  }

  private static List<Element> actions(Environment environment) {
    return Actions.random(environment.spec().actionSpace(), 1, STEPS);
  }

  private static void seed(ContractSubject subject) {
    try (Environment one = subject.environment(KeywordArguments.NONE);
        Environment other = subject.environment(KeywordArguments.NONE)) {
      List<TimeStep> episode = Episodes.run(one, SEED, actions(one));
      Expect.equal("the same again", Episodes.run(one, SEED, actions(one)), episode);
      Expect.equal("the same elsewhere", Episodes.run(other, SEED, actions(one)), episode);
    }
  }

  private static void largeSeed(ContractSubject subject) {
    ResetRequest large = ResetRequest.seeded(BigInteger.TEN.pow(40));
    try (Environment environment = subject.environment(KeywordArguments.NONE)) {
      TimeStep first = environment.reset(large);
      Expect.equal("the same again", environment.reset(large), first);
    }
  }

  private static void stream(ContractSubject subject) {
    try (Environment environment = subject.environment(KeywordArguments.NONE)) {
      List<TimeStep> starts = Episodes.starts(environment, SEED);
      if (Episodes.startsVary(environment)) {
        Expect.that(Set.copyOf(starts).size() > 1, "later episodes", "as the first", "others");
      }
      Expect.equal("later episodes again", Episodes.starts(environment, SEED), starts);
    }
  }

  private static void beforeReset(ContractSubject subject) {
    try (Environment environment = subject.environment(KeywordArguments.NONE)) {
      Expect.failure(
          "step", Reason.RESET_NEEDED, () -> environment.step(actions(environment).get(0)));
      environment.reset(SEED);
      environment.step(actions(environment).get(0));
    }
  }

  private static void limit(ContractSubject subject) {
    try (Environment environment =
        subject.environment(KeywordArguments.of("max_episode_steps", 2))) {
      Expect.equal("limit", environment.spec().maxEpisodeSteps(), OptionalInt.of(2));
      List<TimeStep> episode = Episodes.run(environment, SEED, actions(environment));
      TimeStep last = episode.get(episode.size() - 1);
      int length = episode.size() - 1;
      Expect.that(last.isLast() && length <= 2, "length", length, "at most 2");
      // Before the limit, an environment may end an episode by either flag.
      Expect.that(last.truncated() || length < 2, "truncated", false, "true at the limit");
    }
  }

  private static void afterEnd(ContractSubject subject) {
    try (Environment environment =
        subject.environment(KeywordArguments.of("max_episode_steps", 1))) {
      List<Element> actions = actions(environment);
      Episodes.run(environment, SEED, actions);
      Expect.failure("step", Reason.RESET_NEEDED, () -> environment.step(actions.get(0)));
      environment.reset(ResetRequest.CONTINUE);
      environment.step(actions.get(0));
    }
  }

  private static void noLimit(ContractSubject subject) {
    try (Environment environment =
        subject.environment(KeywordArguments.of("max_episode_steps", -1))) {
      Expect.equal("limit", environment.spec().maxEpisodeSteps(), OptionalInt.empty());
    }
  }

  private static void observations(ContractSubject subject) {
    try (Environment environment = subject.environment(KeywordArguments.NONE)) {
      for (TimeStep step : Episodes.run(environment, SEED, actions(environment))) {
        Expect.that(
            environment.spec().observationSpace().contains(step.observation()),
            "observation",
            step.observation(),
            environment.spec().observationSpace().toString());
        Expect.that(Double.isFinite(step.reward()), "reward", step.reward(), "a finite number");
      }
    }
  }

  private static void first(ContractSubject subject) {
    try (Environment environment = subject.environment(KeywordArguments.NONE)) {
      TimeStep first = environment.reset(SEED);
      Expect.equal("reward", first.reward(), 0.0);
      Expect.equal("terminated or truncated", first.isLast(), false);
    }
  }

  private static void unknownKeyword(ContractSubject subject) {
    Expect.invalid(
        "keyword", () -> subject.environment(KeywordArguments.of("no_such_keyword", 1)).close());
  }

  private static void closeTwice(ContractSubject subject) {
    Environment environment = subject.environment(KeywordArguments.NONE);
    environment.reset(SEED);
    environment.close();
    environment.close();
  }
}
