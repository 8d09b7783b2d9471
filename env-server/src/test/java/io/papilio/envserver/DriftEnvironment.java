package io.papilio.envserver;

import io.papilio.core.env.DType;
import io.papilio.core.env.Element;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Image;
import io.papilio.core.env.Info;
import io.papilio.core.env.PhysicsDivergedException;
import io.papilio.core.env.RenderMode;
import io.papilio.core.env.RenderingUnavailableException;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.Tensor;
import io.papilio.core.env.TimeStep;
import io.papilio.core.snapshot.Restorable;
import io.papilio.core.snapshot.SnapshotReader;
import io.papilio.core.snapshot.SnapshotWriter;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;

/** A bare environment on a line: the first entry of the action moves it, 10 ends the episode. */
final class DriftEnvironment extends BareEnvironment implements Restorable {
  /** A first entry that makes the physics diverge. */
  static final double DIVERGE = 1000;

  /** A first entry that gives the info "position" another shape. */
  static final double RESHAPE = 1500;

  /** A first entry that runs into a bug. */
  static final double BUG = 2000;

  /** A first entry that throws what a step ends with which nobody waits for. */
  static final double CANCEL = 2500;

  /** A first entry that never comes to an end. */
  static final double HANG = 3000;

  private int generator;
  private double position;
  private double time;

  DriftEnvironment(EnvironmentSpec spec) {
    super(spec);
  }

  @Override
  public TimeStep reset(ResetRequest request) {
    generator =
        request
            .seed()
            .map(seed -> seed.mod(BigInteger.TEN).intValue())
            .orElse((31 * generator + 7) % 10);
    position = generator;
    time = 0;
    return TimeStep.first(observation(), Info.builder().put("start", position).build());
  }

  @Override
  public TimeStep step(Element action) {
    double drift = action.asTensor().getDouble(0);
    if (drift == DIVERGE) {
      throw new PhysicsDivergedException(
          "physics: diverged (expected: a bounded state): call reset");
    }
    if (drift == BUG) {
      throw new IllegalStateException("a bug");
    }
    if (drift == CANCEL) {
      throw new CancellationException("by the environment itself");
    }
    if (drift == HANG) {
      await(new CountDownLatch(1));
    }
    position += drift;
    time++;
    Info.Builder info = Info.builder().put("position", position);
    if (drift == RESHAPE) {
      info.put("position", Tensor.float64(new double[2]));
    }
    if (time % 2 == 0) {
      info.put("even", Tensor.float64(new double[] {time, -time}));
    }
    return new TimeStep(observation(), 2 * position, position >= 10, false, info.build());
  }

  /** A row of two: green grows with time, blue is the position, which can be drawn from 0 on. */
  @Override
  public Image render(RenderMode mode) {
    if (position < 0) {
      throw new RenderingUnavailableException("renderer: no light (expected: a lamp)");
    }
    byte[] pixels = {0, (byte) time, 0, 0, 0, (byte) position};
    return new Image(Tensor.wrap(DType.UINT8, List.of(1, 2, 3), ByteBuffer.wrap(pixels)));
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

  private Tensor observation() {
    return Tensor.float64(new double[] {position, time});
  }
}
