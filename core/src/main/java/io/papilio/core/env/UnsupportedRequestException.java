package io.papilio.core.env;

/** A request that this kind of environment cannot carry out, for example to be rendered. */
public final class UnsupportedRequestException extends EnvironmentException {
  private static final long serialVersionUID = 1L;

  public UnsupportedRequestException(String message) {
    super(message, null);
  }
}
