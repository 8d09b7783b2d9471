package io.papilio.core.env;

/** An environment refused or failed; each subclass is one row of the protocol's status table. */
public abstract sealed class EnvironmentException extends RuntimeException
    permits CapacityExceededException,
        EnvironmentUnavailableException,
        PhysicsDivergedException,
        RenderingUnavailableException,
        ResetNeededException,
        SimulationFailedException,
        SnapshotMismatchException,
        UnknownEnvironmentException,
        UnsupportedRequestException {
  private static final long serialVersionUID = 1L;

  EnvironmentException(String message, Throwable cause) {
    super(message, cause);
  }
}
