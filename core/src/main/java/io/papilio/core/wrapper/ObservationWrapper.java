package io.papilio.core.wrapper;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.ObservationMemory;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Element;
import io.papilio.core.space.Tensor;

/** Shows another observation, made of the environment's own and those before it. */
abstract class ObservationWrapper extends WrappedEnvironment {
  ObservationWrapper(Environment inner, EnvironmentSpec spec) {
    super(inner, spec);
  }

  @Override
  public final TimeStep reset(ResetRequest request) {
    TimeStep first = super.reset(request);
    return show(first, first(first.observation().asTensor()));
  }

  @Override
  public final TimeStep step(Element action) {
    TimeStep next = super.step(action);
    return show(next, next(next.observation().asTensor()));
  }

  /** The environment's own observation is not the one to show. */
  @Override
  public final boolean observeInto(ObservationMemory memory) {
    return false;
  }

  @Override
  public final long footprint() {
    return super.footprint() + spec().observationFootprint();
  }

  /** What to show for the first observation of an episode. */
  abstract Tensor first(Tensor observation);

  /** What to show for a later observation. */
  abstract Tensor next(Tensor observation);

  private static TimeStep show(TimeStep step, Tensor shown) {
    return new TimeStep(shown, step.reward(), step.terminated(), step.truncated(), step.info());
  }
}
