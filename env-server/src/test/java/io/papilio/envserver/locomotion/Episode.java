package io.papilio.envserver.locomotion;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentFactory;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * What an environment answers from a reset to the end of the episode or of the patience, under the
 * actions of {@link LongRun}, which are the same for both versions of a family.
 */
record Episode(TimeStep first, List<Tensor> actions, List<TimeStep> steps) {
  private static final int PATIENCE = 100;

  static Episode of(String id, KeywordArguments options) {
    try (Environment environment = factory(id).create(options)) {
      TimeStep first = environment.reset(ResetRequest.seeded(5));
      List<Tensor> actions = new ArrayList<>();
      List<TimeStep> steps = new ArrayList<>();
      do {
        double[] action = LongRun.action(environment.spec().actionBox(), steps.size());
        actions.add(Tensor.float32(Tensor.float64(action).toFloats()));
        steps.add(environment.step(actions.get(steps.size())));
      } while (steps.size() < PATIENCE && !steps.get(steps.size() - 1).terminated());
      return new Episode(first, actions, steps);
    }
  }

  static Episode of(String id) {
    return of(id, KeywordArguments.NONE);
  }

  static EnvironmentFactory factory(String id) {
    return LocomotionEnvironments.all().stream()
        .filter(factory -> factory.id().equals(id))
        .findAny()
        .orElseThrow();
  }

  TimeStep last() {
    return steps.get(steps.size() - 1);
  }

  /** A number of the info of step {@code t}. */
  double told(int t, String name) {
    return told(steps.get(t), name);
  }

  static double told(TimeStep step, String name) {
    return step.info().columns().get(name).getDouble(0);
  }

  static double[] seen(TimeStep step) {
    return step.observation().asTensor().toDoubles();
  }
}
