package io.papilio.core.env;

import io.papilio.core.space.Element;

/**
 * A lone environment that checks each action once, before anything changes: the outermost layer,
 * around the {@link CallOrder}. An environment of a vector has none, since the vector checks a
 * whole batch before the first environment steps.
 */
public final class ActionCheck implements Environment {
  private final Environment inner;

  public ActionCheck(Environment inner) {
    this.inner = inner;
  }

  @Override
  public EnvironmentSpec spec() {
    return inner.spec();
  }

  @Override
  public TimeStep reset(ResetRequest request) {
    return inner.reset(request);
  }

  @Override
  public TimeStep step(Element action) {
    spec().actionSpace().check("action", action);
    return inner.step(action);
  }

  @Override
  public boolean isRestorable() {
    return inner.isRestorable();
  }

  @Override
  public byte[] snapshot() {
    return inner.snapshot();
  }

  @Override
  public TimeStep restore(byte[] snapshot) {
    return inner.restore(snapshot);
  }

  @Override
  public Frame render(RenderMode mode) {
    return inner.render(mode);
  }

  @Override
  public long footprint() {
    return inner.footprint();
  }

  @Override
  public void close() {
    inner.close();
  }
}
