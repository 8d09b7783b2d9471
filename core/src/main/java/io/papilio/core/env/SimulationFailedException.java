package io.papilio.core.env;

/** The simulator itself failed, for example for want of memory; only a reset helps, if anything. */
public final class SimulationFailedException extends EnvironmentException {
  private static final long serialVersionUID = 1L;

  public SimulationFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
