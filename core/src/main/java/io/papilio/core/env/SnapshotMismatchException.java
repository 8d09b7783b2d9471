package io.papilio.core.env;

/** A sound snapshot, but of another environment, other keywords or another library version. */
public final class SnapshotMismatchException extends EnvironmentException {
  private static final long serialVersionUID = 1L;

  public SnapshotMismatchException(String message) {
    super(message, null);
  }
}
