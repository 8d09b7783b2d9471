package io.papilio.core.env;

import io.papilio.core.snapshot.Restorable;
import io.papilio.core.snapshot.Snapshot;
import io.papilio.core.snapshot.SnapshotLabel;
import io.papilio.core.snapshot.SnapshotReader;
import io.papilio.core.snapshot.SnapshotWriter;
import io.papilio.core.space.Element;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * An environment that rejects calls out of order and makes snapshots (Gymnasium's {@code
 * OrderEnforcing}). Unlike Gymnasium, it rejects a step after the end of an episode. It takes
 * actions unchecked: {@link ActionCheck} checks those of a lone environment, a vector those of a
 * batch.
 */
public final class CallOrder implements Environment {
  private enum State {
    BEFORE_RESET("before the first reset"),
    RUNNING(""),
    ENDED("after the end of the episode"),
    FAILED("after a failure");

    private final String when;

    State(String when) {
      this.when = when;
    }
  }

  private final Environment inner;
  private final EnvironmentSpec spec;
  private final SnapshotLabel label;
  private State state = State.BEFORE_RESET;

  /** Part of a snapshot; null before the first reset. */
  private TimeStep newest;

  private boolean closed;

  /** An environment without keywords. */
  public CallOrder(Environment inner) {
    this(inner, SnapshotLabel.of(inner.spec().id(), "", Map.of()));
  }

  /**
   * @param label of the snapshots
   */
  public CallOrder(Environment inner, SnapshotLabel label) {
    this.inner = inner;
    this.spec = inner.spec();
    this.label = label;
  }

  @Override
  public EnvironmentSpec spec() {
    return spec;
  }

  @Override
  public TimeStep reset(ResetRequest request) {
    checkOpen();
    state = State.FAILED;
    newest = inner.reset(request);
    state = State.RUNNING;
    return newest;
  }

  /** Takes one action, which the caller has checked. */
  @Override
  public TimeStep step(Element action) {
    checkOpen();
    if (state != State.RUNNING) {
      throw resetNeeded("step");
    }
    state = State.FAILED;
    newest = inner.step(action);
    state = newest.isLast() ? State.ENDED : State.RUNNING;
    return newest;
  }

  @Override
  public boolean observeInto(ObservationMemory memory) {
    return inner.observeInto(memory);
  }

  @Override
  public void abandonWhen(BooleanSupplier abandoned) {
    inner.abandonWhen(abandoned);
  }

  @Override
  public boolean isRestorable() {
    return inner.isRestorable();
  }

  @Override
  public byte[] snapshot() {
    checkOpen();
    requireReset("take a snapshot");
    SnapshotWriter out = new SnapshotWriter();
    TimeStepState.write(out, newest);
    restorable().save(out);
    return Snapshot.seal(label, out);
  }

  @Override
  public TimeStep restore(byte[] bytes) {
    checkOpen();
    Restorable restorable = restorable();
    Snapshot snapshot = Snapshot.open(bytes);
    label
        .mismatch(snapshot.label())
        .ifPresent(
            mismatch -> {
              throw EnvironmentException.of(Reason.SNAPSHOT_MISMATCH, mismatch);
            });
    SnapshotReader in = snapshot.state();
    state = State.FAILED;
    newest = TimeStepState.read(in);
    spec.observationSpace().check("snapshot.observation", newest.observation());
    restorable.load(in);
    if (!in.isAtEnd()) {
      throw new InvalidValueException("snapshot", "more than a state", "a state");
    }
    state = newest.isLast() ? State.ENDED : State.RUNNING;
    return newest;
  }

  @Override
  public Frame render(RenderMode mode) {
    checkOpen();
    requireReset("render");
    List<String> modes = spec.rendering().modes();
    // An environment without any mode reports by itself that it cannot render.
    Require.that(
        modes.isEmpty() || modes.contains(mode.gymnasiumName()),
        "render_mode",
        "'" + mode.gymnasiumName() + "'",
        "one of " + modes);
    return inner.render(mode);
  }

  @Override
  public long footprint() {
    return inner.footprint() + spec.observationFootprint();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      inner.close();
    }
  }

  private Restorable restorable() {
    if (inner instanceof Restorable restorable && inner.isRestorable()) {
      return restorable;
    }
    throw EnvironmentException.unsupported(spec, "snapshots");
  }

  private void requireReset(String call) {
    if (state == State.BEFORE_RESET || state == State.FAILED) {
      throw resetNeeded(call);
    }
  }

  private EnvironmentException resetNeeded(String call) {
    return EnvironmentException.of(
        Reason.RESET_NEEDED, "cannot " + call + " " + state.when + "; call reset");
  }

  private void checkOpen() {
    if (closed) {
      throw EnvironmentException.of(Reason.UNAVAILABLE, spec.id() + " is closed");
    }
  }
}
