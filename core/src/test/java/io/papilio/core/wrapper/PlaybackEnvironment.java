package io.papilio.core.wrapper;

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
import io.papilio.core.space.TensorMath;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Shows one row after the other, whatever is done; episodes have 7 steps. The one of
 * wrappers-golden.py.
 */
final class PlaybackEnvironment implements Environment, Restorable {
  private static final int EPISODE = 7;

  private final EnvironmentSpec spec;
  private final Tensor observations;
  private final Tensor rewards;
  private int row;
  private int steps;

  /** The newest action that came through. */
  Tensor action;

  boolean closed;

  /**
   * @param observations float64; shown in the type of the space. Shape: [rows, size]
   * @param rewards shape: [rows]
   */
  PlaybackEnvironment(Box observationSpace, Box actionSpace, Tensor observations, Tensor rewards) {
    this.observations = observations;
    this.rewards = rewards;
    spec =
        new EnvironmentSpec(
            "Playback-v0",
            observationSpace,
            actionSpace,
            OptionalInt.empty(),
            OptionalDouble.empty(),
            Rendering.NONE);
  }

  @Override
  public EnvironmentSpec spec() {
    return spec;
  }

  @Override
  public TimeStep reset(ResetRequest request) {
    steps = 0;
    return TimeStep.first(show(), Info.EMPTY);
  }

  @Override
  public TimeStep step(Element newest) {
    action = newest.asTensor();
    steps++;
    double reward = rewards.getDouble(row);
    Info info = Info.builder().put("steps", steps).build();
    return new TimeStep(show(), reward, steps == EPISODE, false, info);
  }

  @Override
  public void save(SnapshotWriter out) {
    out.integer(row).integer(steps);
  }

  @Override
  public void load(SnapshotReader in) {
    row = in.integer();
    steps = in.integer();
  }

  @Override
  public void close() {
    closed = true;
  }

  private Tensor show() {
    Tensor shown = observations.row(row);
    row++;
    Box space = spec.observationBox();
    return TensorMath.tensor(space.dtype(), space.shape(), shown::getDouble, space.size());
  }
}
