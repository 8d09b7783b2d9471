package io.papilio.learner.cloning;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Reason;
import io.papilio.core.space.Element;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorResetRequest;
import io.papilio.core.vector.VectorTimeStep;

/** Environments whose server dies after a number of steps. */
final class MortalEnvironments implements VectorEnvironment {
  private final VectorEnvironment environments;
  private int stepsLeft;

  MortalEnvironments(VectorEnvironment environments, int steps) {
    this.environments = environments;
    stepsLeft = steps;
  }

  @Override
  public EnvironmentSpec spec() {
    return environments.spec();
  }

  @Override
  public int size() {
    return environments.size();
  }

  @Override
  public AutoresetMode autoresetMode() {
    return environments.autoresetMode();
  }

  @Override
  public VectorTimeStep reset(VectorResetRequest request) {
    return environments.reset(request);
  }

  @Override
  public VectorTimeStep step(Element actions) {
    if (stepsLeft-- == 0) {
      throw EnvironmentException.of(Reason.UNAVAILABLE, "the server is gone");
    }
    return environments.step(actions);
  }

  @Override
  public void close() {
    environments.close();
  }
}
