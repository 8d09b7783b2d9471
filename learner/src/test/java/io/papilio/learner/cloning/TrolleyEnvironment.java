package io.papilio.learner.cloning;

import io.papilio.core.env.CallOrder;
import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Info;
import io.papilio.core.env.Rendering;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.policy.Policy;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.space.Box;
import io.papilio.core.space.Element;
import io.papilio.core.space.Tensor;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.LocalVectorEnvironment;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.wrapper.TimeLimit;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A trolley on a short track: x' = x + v / 5, v' = v + u / 5, reward 1 a step, over at |x| &gt; 1
 * and cut off after 25 steps. The expert u = -x - v stays on the track.
 */
final class TrolleyEnvironment implements Environment {
  static final Policy EXPERT =
      (observations, previousActions) -> {
        float[] actions = new float[observations.shape().get(0)];
        for (int i = 0; i < actions.length; i++) {
          actions[i] = (float) (-observations.getDouble(2 * i) - observations.getDouble(2 * i + 1));
        }
        return Tensor.float32(actions, actions.length, 1);
      };

  private double x;
  private double v;

  static VectorEnvironment vector(int size) {
    return new LocalVectorEnvironment(
        Stream.generate(() -> new CallOrder(new TimeLimit(new TrolleyEnvironment())))
            .limit(size)
            .toList(),
        AutoresetMode.NEXT_STEP);
  }

  @Override
  public EnvironmentSpec spec() {
    return new EnvironmentSpec(
        "Trolley-v0",
        Box.unbounded(2),
        Box.float32(1, -1, 1),
        OptionalInt.of(25),
        OptionalDouble.empty(),
        Rendering.NONE);
  }

  @Override
  public TimeStep reset(ResetRequest request) {
    var generator = request.seed().map(NumpyGenerator::new).orElse(NumpyGenerator.ofSeed(0));
    x = generator.uniform(-0.5, 0.5);
    v = generator.uniform(-0.5, 0.5);
    return TimeStep.first(observation(), Info.EMPTY);
  }

  @Override
  public TimeStep step(Element action) {
    double u = action.asTensor().getDouble(0);
    x += v / 5;
    v += u / 5;
    return new TimeStep(observation(), 1, Math.abs(x) > 1, false, Info.EMPTY);
  }

  @Override
  public void close() {}

  private Tensor observation() {
    return Tensor.float64(new double[] {x, v});
  }
}
