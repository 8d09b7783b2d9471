package io.papilio.envserver.linear;

import io.papilio.core.control.LinearQuadraticProblems;
import io.papilio.core.control.LinearQuadraticRegulator;
import io.papilio.core.env.CallOrder;
import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentFactory;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
import io.papilio.core.space.Tensor;
import io.papilio.core.wrapper.TimeLimit;
import java.util.ArrayList;
import java.util.List;

/** Episodes of linear policies. */
final class LinearEpisodes {
  private LinearEpisodes() {}

  static Environment make(String id, KeywordArguments options) {
    EnvironmentFactory factory =
        LinearEnvironments.all().stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow();
    return new CallOrder(new TimeLimit(factory.create(options)));
  }

  /** K of the Riccati expert. */
  static Matrix expertGain(String id) {
    return LinearQuadraticRegulator.solve(LinearQuadraticProblems.of(id, KeywordArguments.NONE))
        .gain();
  }

  /** The time steps of the policy u = Kx, without that of the reset. */
  static List<TimeStep> play(Environment environment, Matrix gain, long seed) {
    List<TimeStep> steps = new ArrayList<>();
    TimeStep step = environment.reset(ResetRequest.seeded(seed));
    while (!step.isLast()) {
      step = environment.step(action(gain.multiply(state(step)).toArray()));
      steps.add(step);
    }
    return steps;
  }

  static double undiscountedReturn(List<TimeStep> steps) {
    return steps.stream().mapToDouble(TimeStep::reward).sum();
  }

  static Vector state(TimeStep step) {
    return Vector.of(step.observation().asTensor().toDoubles());
  }

  static Tensor action(double... values) {
    return Tensor.float64(values);
  }
}
