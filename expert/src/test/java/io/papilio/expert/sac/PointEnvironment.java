package io.papilio.expert.sac;

import io.papilio.core.env.CallOrder;
import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Info;
import io.papilio.core.env.Rendering;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.snapshot.Restorable;
import io.papilio.core.snapshot.SnapshotReader;
import io.papilio.core.snapshot.SnapshotWriter;
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
 * A point on a line: x' = x + a / 2 with a in [-2, 2], reward 1 - x'^2; |x| > 2 ends the episode,
 * and so does the tenth step. The seed decides where it starts; without one it is the origin.
 */
public final class PointEnvironment implements Environment, Restorable {
  static final int TIME_LIMIT = 10;

  private double x;

  static CallOrder guarded() {
    return new CallOrder(new TimeLimit(new PointEnvironment()));
  }

  public static VectorEnvironment vector(int size, AutoresetMode mode) {
    return new LocalVectorEnvironment(
        Stream.generate(PointEnvironment::guarded).limit(size).toList(), mode);
  }

  @Override
  public EnvironmentSpec spec() {
    return new EnvironmentSpec(
        "Point-v0",
        Box.unbounded(2),
        Box.float32(1, -2, 2),
        OptionalInt.of(TIME_LIMIT),
        OptionalDouble.empty(),
        Rendering.NONE);
  }

  @Override
  public TimeStep reset(ResetRequest request) {
    x = request.seed().map(seed -> seed.intValueExact() % 1000 / 1000.0).orElse(0.0);
    return TimeStep.first(observation(), Info.EMPTY);
  }

  @Override
  public TimeStep step(Element action) {
    x += action.asTensor().getDouble(0) / 2;
    return new TimeStep(observation(), 1 - x * x, Math.abs(x) > 2, false, Info.EMPTY);
  }

  @Override
  public void save(SnapshotWriter out) {
    out.number(x);
  }

  @Override
  public void load(SnapshotReader in) {
    x = in.number();
  }

  @Override
  public void close() {}

  private Tensor observation() {
    return Tensor.float64(new double[] {x, x * x});
  }
}
