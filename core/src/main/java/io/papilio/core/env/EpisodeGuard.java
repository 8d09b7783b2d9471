package io.papilio.core.env;

import io.papilio.core.validation.Require;
import java.util.OptionalInt;

/**
 * An environment with the order of calls, the check of actions and the time limit that a bare one
 * lacks (Gymnasium's {@code OrderEnforcing} and {@code TimeLimit}). Unlike Gymnasium, it refuses a
 * step after the end of an episode.
 */
public final class EpisodeGuard implements Environment {
  private enum State {
    BEFORE_RESET("step before reset"),
    RUNNING(""),
    ENDED("step after the end of the episode"),
    FAILED("step after a failure");

    private final String refusal;

    State(String refusal) {
      this.refusal = refusal;
    }
  }

  private final Environment bare;
  private final EnvironmentSpec spec;
  private State state = State.BEFORE_RESET;
  private int elapsedSteps;
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
    maxEpisodeSteps.ifPresent(limit -> Require.positive(limit, "max_episode_steps"));
    this.bare = bare;
    this.spec = bare.spec().withMaxEpisodeSteps(maxEpisodeSteps);
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
    TimeStep first = bare.reset(request);
    state = State.RUNNING;
    return first;
  }

  @Override
  public TimeStep step(Element action) {
    checkOpen();
    if (state != State.RUNNING) {
      throw new ResetNeededException(state.refusal + ": call reset");
    }
    spec.actionSpace().check("action", action);
    state = State.FAILED;
    TimeStep next = bare.step(action);
    elapsedSteps++;
    if (spec.maxEpisodeSteps().isPresent() && elapsedSteps >= spec.maxEpisodeSteps().getAsInt()) {
      next = next.truncate();
    }
    state = next.isLast() ? State.ENDED : State.RUNNING;
    return next;
  }

  @Override
  public byte[] snapshot() {
    checkOpen();
    return bare.snapshot();
  }

  @Override
  public TimeStep restore(byte[] snapshot) {
    checkOpen();
    return bare.restore(snapshot);
  }

  @Override
  public Image render(RenderMode mode) {
    checkOpen();
    if (state == State.BEFORE_RESET || state == State.FAILED) {
      String when = state == State.FAILED ? "after a failure" : "before reset";
      throw new ResetNeededException("render " + when + ": call reset");
    }
    return bare.render(mode);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      bare.close();
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new EnvironmentUnavailableException(spec.id() + ": closed (expected: open)");
    }
  }
}
