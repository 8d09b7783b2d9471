package io.papilio.core.contract;

import io.papilio.core.env.Box;
import io.papilio.core.env.DType;
import io.papilio.core.env.Dict;
import io.papilio.core.env.Discrete;
import io.papilio.core.env.Element;
import io.papilio.core.env.Environment;
import io.papilio.core.env.Options;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.Space;
import io.papilio.core.env.Tensor;
import io.papilio.core.env.TextElement;
import io.papilio.core.env.TimeStep;
import io.papilio.core.validation.InvalidValueException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What holds for actions: which are refused, in which words, and that a refusal changes nothing.
 */
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
    try (Environment environment = subject.environment(Options.NONE)) {
      environment.reset(SEED);
      wrong(environment.spec().actionSpace())
          .forEach(
              (message, action) ->
                  Expect.equal(
                      "message",
                      Expect.refusal(
                          "action", InvalidValueException.class, () -> environment.step(action)),
                      message));
    }
  }

  private static void unchanged(ContractSubject subject) {
    try (Environment environment = subject.environment(Options.NONE)) {
      Space space = environment.spec().actionSpace();
      Element action = Actions.random(space, 1, 1).get(0);
      List<TimeStep> expected = Episodes.run(environment, SEED, List.of(action));
      environment.reset(SEED);
      for (Element wrong : wrong(space).values()) {
        Expect.refusal("action", InvalidValueException.class, () -> environment.step(wrong));
      }
      Expect.equal("next time step", environment.step(action), expected.get(1));
    }
  }

  private static void beyond(ContractSubject subject) {
    try (Environment environment = subject.environment(Options.NONE)) {
      if (environment.spec().actionSpace() instanceof Box box) {
        environment.reset(SEED);
        double high = box.high().getDouble(0);
        environment.step(Actions.filled(box, Double.isFinite(high) ? 1.5 * high : 1));
      }
    }
  }

  /** Actions that cannot be, by the message that refuses them. */
  private static Map<String, Element> wrong(Space space) {
    Map<String, Element> wrong = new LinkedHashMap<>();
    if (space instanceof Box box && box.dtype().isFloating()) {
      List<Integer> longer = new ArrayList<>(box.shape());
      longer.set(0, longer.get(0) + 1);
      int size = box.size() / box.shape().get(0) * longer.get(0);
      wrong.put(
          "action: shape " + longer + " (expected: " + box.shape() + ")",
          Sampler.tensor(box.dtype(), new double[size], longer));
      if (!DType.INT64.canCastTo(box.dtype())) {
        wrong.put(
            "action: dtype int64 (expected: " + box.dtype().numpyName() + ")",
            Sampler.tensor(DType.INT64, new double[box.size()], box.shape()));
      }
      for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
        wrong.put(
            "action: " + bad + " at index 0 (expected: finite numbers)", Actions.filled(box, bad));
      }
    } else if (space instanceof Discrete discrete) {
      long last = discrete.start() + discrete.n() - 1;
      wrong.put(
          "action: " + (last + 1) + " (expected: " + discrete.start() + " to " + last + ")",
          Tensor.scalar(last + 1));
      wrong.put(
          "action: float64 [] (expected: a scalar of " + discrete.dtype().numpyName() + ")",
          Tensor.scalar(0.0));
      wrong.put("action: shape [1] (expected: [])", Tensor.int64(new long[] {discrete.start()}));
    } else if (space instanceof Dict) {
      wrong.put("action: text '' (expected: a dict)", new TextElement(""));
    }
    return wrong;
  }
}
