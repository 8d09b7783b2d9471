package io.papilio.core.env;

/** The simulation produced NaN or a warning; the episode is lost, reset to go on. */
public final class PhysicsDivergedException extends EnvironmentException {
  private static final long serialVersionUID = 1L;

  public PhysicsDivergedException(String message) {
    super(message, null);
  }
}
