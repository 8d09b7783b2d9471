package io.papilio.core.env;

import io.papilio.core.snapshot.Restorable;
import io.papilio.core.snapshot.SnapshotReader;
import io.papilio.core.snapshot.SnapshotWriter;
import java.math.BigInteger;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A bare environment on a line, the one of vector-golden.py: observation (position, time), the
 * action moves the position, 8 ends the episode, the time limit is 5 steps.
 */
final class DriftEnvironment implements Environment, Restorable {
  private static final BigInteger TEN = BigInteger.TEN;

  private int generator;
  private double position;
  private double time;
  private final long stepNanos;
  int timesClosed;

  DriftEnvironment() {
    this(0);
  }

  /** One whose steps keep a core busy for a while. */
  DriftEnvironment(long stepNanos) {
    this.stepNanos = stepNanos;
  }

  static Environment guarded() {
    return new EpisodeGuard(new DriftEnvironment());
  }

  @Override
  public EnvironmentSpec spec() {
    return new EnvironmentSpec(
        "Drift-v0",
        Box.unbounded(2),
        new Box(Tensor.float64(new double[] {-1}), Tensor.float64(new double[] {1})),
        OptionalInt.of(5),
        OptionalDouble.empty(),
        Rendering.NONE);
  }

  @Override
  public TimeStep reset(ResetRequest request) {
    generator =
        request.seed().map(seed -> seed.mod(TEN).intValue()).orElse((31 * generator + 7) % 10);
    position = generator;
    time = 0;
    return TimeStep.first(observation(), Info.builder().put("start", position).build());
  }

  @Override
  public TimeStep step(Element action) {
    double drift = action.asTensor().getDouble(0);
    if (drift == 1000) {
      throw new PhysicsDivergedException("drift of 1000: call reset");
    }
    for (long end = System.nanoTime() + stepNanos; System.nanoTime() < end; ) {
      Thread.onSpinWait();
    }
    position += drift;
    time++;
    Info.Builder info = Info.builder().put("position", position);
    if (drift == 2000) {
      info.put("position", Tensor.float64(new double[2]));
    }
    if (time % 2 == 0) {
      info.put("even", Tensor.float64(new double[] {time, -time}));
    }
    return new TimeStep(observation(), 2 * position, position >= 8, false, info.build());
  }

  @Override
  public void save(SnapshotWriter out) {
    out.integer(generator).number(position).number(time);
  }

  @Override
  public void load(SnapshotReader in) {
    generator = in.integer();
    position = in.number();
    time = in.number();
  }

  @Override
  public void close() {
    timesClosed++;
  }

  private Tensor observation() {
    return Tensor.float64(new double[] {position, time});
  }
}
