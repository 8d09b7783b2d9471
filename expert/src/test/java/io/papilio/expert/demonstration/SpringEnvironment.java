package io.papilio.expert.demonstration;

import io.papilio.core.control.LinearQuadraticProblem;
import io.papilio.core.control.LinearQuadraticProblems;
import io.papilio.core.control.LinearQuadraticRegulator;
import io.papilio.core.env.AutoresetMode;
import io.papilio.core.env.Box;
import io.papilio.core.env.Element;
import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.EpisodeGuard;
import io.papilio.core.env.Info;
import io.papilio.core.env.LocalVectorEnvironment;
import io.papilio.core.env.Rendering;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.Tensor;
import io.papilio.core.env.TimeStep;
import io.papilio.core.env.VectorEnvironment;
import io.papilio.core.linalg.Vector;
import io.papilio.core.policy.LinearPolicy;
import io.papilio.core.policy.Policy;
import io.papilio.core.random.NumpyGenerator;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** A spring without noise: 30 steps, reward 1 each, over where the position is below -0.5. */
final class SpringEnvironment implements Environment {
  private static final LinearQuadraticProblem PROBLEM = LinearQuadraticProblems.cliff(0.1);

  static final Policy EXPERT = new LinearPolicy(LinearQuadraticRegulator.solve(PROBLEM).gain());

  private Vector x = Vector.zero(2);

  static VectorEnvironment vector(int size) {
    return new LocalVectorEnvironment(
        Stream.generate(() -> new EpisodeGuard(new SpringEnvironment())).limit(size).toList(),
        AutoresetMode.NEXT_STEP);
  }

  @Override
  public EnvironmentSpec spec() {
    return new EnvironmentSpec(
        "Spring-v0",
        Box.unbounded(2),
        Box.unbounded(1),
        OptionalInt.of(30),
        OptionalDouble.empty(),
        Rendering.NONE);
  }

  @Override
  public TimeStep reset(ResetRequest request) {
    var generator = request.seed().map(NumpyGenerator::new).orElse(NumpyGenerator.ofSeed(0));
    x = Vector.of(generator.uniform(0, 1), generator.uniform(-1, 1));
    return TimeStep.first(Tensor.float64(x.toArray()), Info.EMPTY);
  }

  @Override
  public TimeStep step(Element action) {
    x = PROBLEM.system().next(x, Vector.of(action.asTensor().toDoubles()));
    return new TimeStep(Tensor.float64(x.toArray()), 1, x.get(0) < -0.5, false, Info.EMPTY);
  }

  @Override
  public void close() {}
}
