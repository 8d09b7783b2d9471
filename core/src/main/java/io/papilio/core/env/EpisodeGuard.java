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
import java.util.OptionalInt;

/**
 * An environment with the order of calls, the check of actions, the time limit and the snapshots
 * that a bare one lacks (Gymnasium's {@code OrderEnforcing} and {@code TimeLimit}). Unlike
 * Gymnasium, it refuses a step after the end of an episode.
 */
public final class EpisodeGuard implements Environment, Restorable {
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

  private final Environment bare;
  private final EnvironmentSpec spec;
  private final SnapshotLabel label;
  private State state = State.BEFORE_RESET;
  private int elapsedSteps;

  /** What {@link #snapshot} needs; null before the first reset. */
  private TimeStep newest;

  private boolean closed;

  /** Guards with the time limit of the environment's own spec. */
  public EpisodeGuard(Environment bare) {
    this(bare, bare.spec().maxEpisodeSteps());
  }

  /**
   * Guards with another time limit.
   *
   * @param maxEpisodeSteps absent means that no episode is truncated
   */
  public EpisodeGuard(Environment bare, OptionalInt maxEpisodeSteps) {
    this(bare, maxEpisodeSteps, SnapshotLabel.of(bare.spec().id(), "", Map.of()));
  }

  /**
   * Guards with another time limit.
   *
   * @param label what snapshots are of
   */
  public EpisodeGuard(Environment bare, OptionalInt maxEpisodeSteps, SnapshotLabel label) {
    maxEpisodeSteps.ifPresent(limit -> Require.positive(limit, "max_episode_steps"));
    this.bare = bare;
    this.spec = bare.spec().withMaxEpisodeSteps(maxEpisodeSteps);
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
    elapsedSteps = 0;
    newest = bare.reset(request);
    state = State.RUNNING;
    return newest;
  }

  @Override
  public TimeStep step(Element action) {
    checkOpen();
    if (state != State.RUNNING) {
      throw resetNeeded("step");
    }
    spec.actionSpace().check("action", action);
    state = State.FAILED;
    TimeStep next = bare.step(action);
    elapsedSteps++;
    if (spec.maxEpisodeSteps().isPresent() && elapsedSteps >= spec.maxEpisodeSteps().getAsInt()) {
      next = next.truncate();
    }
    newest = next;
    state = next.isLast() ? State.ENDED : State.RUNNING;
    return next;
  }

  @Override
  public byte[] snapshot() {
    checkOpen();
    SnapshotWriter out = new SnapshotWriter();
    save(out);
    return Snapshot.seal(label, out);
  }

  @Override
  public TimeStep restore(byte[] bytes) {
    checkOpen();
    restorable();
    Snapshot snapshot = Snapshot.open(bytes);
    label
        .mismatch(snapshot.label())
        .ifPresent(
            mismatch -> {
              throw EnvironmentException.of(Reason.SNAPSHOT_MISMATCH, mismatch);
            });
    load(snapshot.state());
    if (!snapshot.state().isAtEnd()) {
      state = State.FAILED;
      throw new InvalidValueException("snapshot", "more than a state", "a state");
    }
    return newest;
  }

  @Override
  public void save(SnapshotWriter out) {
    if (state == State.BEFORE_RESET || state == State.FAILED) {
      throw resetNeeded("take a snapshot");
    }
    out.integer(elapsedSteps);
    TimeStepState.write(out, newest);
    restorable().save(out);
  }

  @Override
  public void load(SnapshotReader in) {
    state = State.FAILED;
    elapsedSteps = in.integer(0, Integer.MAX_VALUE);
    newest = TimeStepState.read(in);
    spec.observationSpace().check("snapshot.observation", newest.observation());
    restorable().load(in);
    state = newest.isLast() ? State.ENDED : State.RUNNING;
  }

  @Override
  public Frame render(RenderMode mode) {
    checkOpen();
    if (state == State.BEFORE_RESET || state == State.FAILED) {
      throw resetNeeded("render");
    }
    List<String> modes = spec.rendering().modes();
    // Without any, the environment itself says that it has no picture.
    Require.that(
        modes.isEmpty() || modes.contains(mode.gymnasiumName()),
        "render_mode",
        "'" + mode.gymnasiumName() + "'",
        "one of " + modes);
    return bare.render(mode);
  }

  @Override
  public long footprint() {
    return bare.footprint() + spec.observationFootprint();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      bare.close();
    }
  }

  private Restorable restorable() {
    if (bare instanceof Restorable restorable) {
      return restorable;
    }
    throw EnvironmentException.unsupported(spec, "snapshots");
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
