package io.papilio.core.wrapper;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Frame;
import io.papilio.core.env.ObservationMemory;
import io.papilio.core.env.RenderMode;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.snapshot.Restorable;
import io.papilio.core.snapshot.SnapshotReader;
import io.papilio.core.snapshot.SnapshotWriter;
import io.papilio.core.space.Box;
import io.papilio.core.space.Element;
import io.papilio.core.space.Space;
import io.papilio.core.validation.InvalidValueException;
import java.util.function.BooleanSupplier;

/** An environment around another, which it leaves as it is; a wrapper overrides what it changes. */
abstract class WrappedEnvironment implements Environment, Restorable {
  private final Environment inner;
  private final EnvironmentSpec spec;

  WrappedEnvironment(Environment inner) {
    this(inner, inner.spec());
  }

  WrappedEnvironment(Environment inner, EnvironmentSpec spec) {
    this.inner = inner;
    this.spec = spec;
  }

  @Override
  public final EnvironmentSpec spec() {
    return spec;
  }

  @Override
  public TimeStep reset(ResetRequest request) {
    return inner.reset(request);
  }

  @Override
  public TimeStep step(Element action) {
    return inner.step(action);
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
  public final boolean isRestorable() {
    return inner.isRestorable();
  }

  /** Only where {@link #isRestorable}. */
  @Override
  public void save(SnapshotWriter out) {
    ((Restorable) inner).save(out);
  }

  @Override
  public void load(SnapshotReader in) {
    ((Restorable) inner).load(in);
  }

  @Override
  public final Frame render(RenderMode mode) {
    return inner.render(mode);
  }

  @Override
  public long footprint() {
    return inner.footprint();
  }

  @Override
  public final void close() {
    inner.close();
  }

  /** The box that an environment's actions or observations must come from. */
  static Box requireBox(String name, Space space) {
    if (space instanceof Box box && box.dtype().isFloating()) {
      return box;
    }
    throw new InvalidValueException(
        name, space.getClass().getSimpleName(), "a Box of floating-point numbers");
  }
}
