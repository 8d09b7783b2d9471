package io.papilio.protocol.contract;

import io.papilio.core.env.Environment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Box;
import io.papilio.core.space.Element;
import io.papilio.core.space.Space;
import java.util.List;

/** What holds for actions: which are rejected, and that a rejected one changes nothing. */
public final class ActionContract {
  private static final ResetRequest SEED = ResetRequest.seeded(3);

  private ActionContract() {}

  public static List<ContractCheck> checks() {
    return List.of(
        new ContractCheck("an action outside the space is refused", ActionContract::refused),
        new ContractCheck("a refused action changes nothing", ActionContract::unchanged),
        new ContractCheck("a finite action beyond the bounds is taken", ActionContract::beyond));
  }

  private static void refused(ContractSubject subject) {
    try (Environment environment = subject.environment(KeywordArguments.NONE)) {
      environment.reset(SEED);
      Actions.wrong(environment.spec().actionSpace())
          .forEach(
              (name, action) -> Expect.invalid(name, "action", () -> environment.step(action)));
    }
  }

  private static void unchanged(ContractSubject subject) {
    try (Environment environment = subject.environment(KeywordArguments.NONE)) {
      Space space = environment.spec().actionSpace();
      Element action = Actions.random(space, 1, 1).get(0);
      List<TimeStep> expected = Episodes.run(environment, SEED, List.of(action));
      environment.reset(SEED);
      for (Element wrong : Actions.wrong(space).values()) {
        Expect.invalid("action", "action", () -> environment.step(wrong));
      }
      Expect.equal("next time step", environment.step(action), expected.get(1));
    }
  }

  private static void beyond(ContractSubject subject) {
    try (Environment environment = subject.environment(KeywordArguments.NONE)) {
      if (environment.spec().actionSpace() instanceof Box box) {
        environment.reset(SEED);
        double high = box.high().getDouble(0);
        environment.step(Actions.filled(box, Double.isFinite(high) ? 1.5 * high : 1));
      }
    }
  }
}
