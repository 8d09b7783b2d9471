package io.papilio.envserver;

import io.papilio.core.env.Box;
import io.papilio.core.env.Element;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Info;
import io.papilio.core.env.Rendering;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.Tensor;
import io.papilio.core.env.TimeStep;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.DoubleConsumer;

/**
 * A bare environment that only ever observes 0; what its steps and its end do is up to the test.
 */
final class HookEnvironment extends BareEnvironment {
  static final String ID = "Hook-v0";

  private static final EnvironmentSpec SPEC =
      new EnvironmentSpec(
          ID,
          Box.unbounded(1),
          Box.unbounded(1),
          OptionalInt.empty(),
          OptionalDouble.empty(),
          Rendering.NONE);

  private final DoubleConsumer onStep;
  private final Runnable onClose;

  private HookEnvironment(DoubleConsumer onStep, Runnable onClose) {
    super(SPEC);
    this.onStep = onStep;
    this.onClose = onClose;
  }

  /**
   * A catalogue of it alone.
   *
   * @param onStep takes the action
   */
  static EnvironmentCatalog catalog(DoubleConsumer onStep, Runnable onClose) {
    return catalog(onStep, onClose, false);
  }

  /** The same, with the promise that steps are bounded or without. */
  static EnvironmentCatalog catalog(
      DoubleConsumer onStep, Runnable onClose, boolean stepsAreBounded) {
    return new EnvironmentCatalog(
        List.of(
            new TestEnvironments.Factory(
                SPEC, options -> new HookEnvironment(onStep, onClose), stepsAreBounded)));
  }

  @Override
  public TimeStep reset(ResetRequest request) {
    return TimeStep.first(Tensor.float64(new double[1]), Info.EMPTY);
  }

  @Override
  public TimeStep step(Element action) {
    onStep.accept(action.asTensor().getDouble(0));
    return new TimeStep(Tensor.float64(new double[1]), 0, false, false, Info.EMPTY);
  }

  @Override
  public void close() {
    onClose.run();
  }
}
