package io.papilio.expert.demonstration;

import io.papilio.core.env.AutoresetMode;
import io.papilio.core.env.Box;
import io.papilio.core.env.Discrete;
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
import io.papilio.core.policy.Policy;
import io.papilio.core.random.NumpyGenerator;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A lever that tips over unless it is pushed back: x' = 1.1 x + 0.1 (a - 2) with a in 1, 2, 3; 30
 * steps, reward 1 each, over where |x| is above 1.
 */
final class LeverEnvironment implements Environment {
  static final Policy EXPERT =
      (observations, previousActions) -> {
        long[] actions = new long[observations.shape().get(0)];
        for (int i = 0; i < actions.length; i++) {
          actions[i] = observations.getDouble(i) > 0 ? 1 : 3;
        }
        return Tensor.int64(actions);
      };

  private double x;

  static VectorEnvironment vector(int size) {
    return new LocalVectorEnvironment(
        Stream.generate(() -> new EpisodeGuard(new LeverEnvironment())).limit(size).toList(),
        AutoresetMode.NEXT_STEP);
  }

  @Override
  public EnvironmentSpec spec() {
    return new EnvironmentSpec(
        "Lever-v0",
        Box.unbounded(1),
        new Discrete(3, 1),
        OptionalInt.of(30),
        OptionalDouble.empty(),
        Rendering.NONE);
  }

  @Override
  public TimeStep reset(ResetRequest request) {
    var generator = request.seed().map(NumpyGenerator::new).orElse(NumpyGenerator.ofSeed(0));
    x = generator.uniform(-0.9, 0.9);
    return TimeStep.first(Tensor.float64(new double[] {x}), Info.EMPTY);
  }

  @Override
  public TimeStep step(Element action) {
    x = 1.1 * x + 0.1 * (action.asTensor().getLong(0) - 2);
    return new TimeStep(Tensor.float64(new double[] {x}), 1, Math.abs(x) > 1, false, Info.EMPTY);
  }

  @Override
  public void close() {}
}
