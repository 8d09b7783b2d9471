package io.papilio.core.env;

/**
 * The machine that simulates cannot draw, or not this model; the message begins with {@code
 * renderer} and says what is needed. Everything else goes on.
 */
public final class RenderingUnavailableException extends EnvironmentException {
  private static final long serialVersionUID = 1L;

  public RenderingUnavailableException(String message) {
    super(message, null);
  }
}
