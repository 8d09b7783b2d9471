package io.papilio.envserver;

import io.papilio.core.contract.Actions;
import io.papilio.core.env.Element;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Info;
import io.papilio.core.env.Rendering;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.Space;
import io.papilio.core.env.TimeStep;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A bare environment of any one space, which observes its last action. */
final class MirrorEnvironment extends BareEnvironment {
  static final String ID = "Mirror-v0";

  private MirrorEnvironment(EnvironmentSpec spec) {
    super(spec);
  }

  static EnvironmentCatalog catalog(Space space) {
    EnvironmentSpec spec =
        new EnvironmentSpec(
            ID, space, space, OptionalInt.empty(), OptionalDouble.empty(), Rendering.NONE);
    return new EnvironmentCatalog(
        List.of(new TestEnvironments.Factory(spec, options -> new MirrorEnvironment(spec))));
  }

  @Override
  public TimeStep reset(ResetRequest request) {
    return TimeStep.first(Actions.random(spec().observationSpace(), 1, 1).get(0), Info.EMPTY);
  }

  @Override
  public TimeStep step(Element action) {
    return new TimeStep(action, 0, false, false, Info.EMPTY);
  }
}
