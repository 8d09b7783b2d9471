package io.papilio.core.env;

import io.papilio.core.validation.NearestNames;
import java.util.Collection;

/**
 * An environment rejected a request or failed. {@link #reason} says why; the message is for people.
 * Reasons that callers catch have a subclass.
 */
public sealed class EnvironmentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** How many ids a message names. */
  private static final int NEAREST = 3;

  private static final int LONGEST_ID = 200;

  private final Reason reason;

  private EnvironmentException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** An exception of the class that belongs to the reason. */
  public static EnvironmentException of(Reason reason, String message) {
    return of(reason, message, null);
  }

  /** An exception of the class that belongs to the reason, with its cause. */
  public static EnvironmentException of(Reason reason, String message, Throwable cause) {
    return switch (reason) {
      case PHYSICS_DIVERGED -> new PhysicsDiverged(message, cause);
      case UNSUPPORTED -> new Unsupported(message, cause);
      case UNAVAILABLE -> new Unavailable(message, cause);
      case UNKNOWN_ENVIRONMENT,
          UNKNOWN_POLICY,
          RESET_NEEDED,
          SIMULATION_FAILED,
          RENDERING_UNAVAILABLE,
          SNAPSHOT_MISMATCH,
          CAPACITY_EXCEEDED ->
          new EnvironmentException(reason, message, cause);
    };
  }

  /** A name in a message, of which the client decides the length: at most 200 characters. */
  public static String cut(String asked) {
    return asked.length() <= LONGEST_ID ? asked : asked.substring(0, LONGEST_ID) + "...";
  }

  /**
   * An id that is not available.
   *
   * @param asked the id, of which the message has at most 200 characters
   * @param known the available ids, of which the message names the nearest
   */
  public static EnvironmentException unknown(String asked, Collection<String> known) {
    return of(
        Reason.UNKNOWN_ENVIRONMENT,
        "environment id: "
            + cut(asked)
            + " (expected: one of the known ids, for example "
            + String.join(", ", NearestNames.to(cut(asked), known, NEAREST))
            + ")");
  }

  /** An environment that cannot do something at all, for example {@code "rendering"}. */
  public static EnvironmentException unsupported(EnvironmentSpec spec, String what) {
    return of(Reason.UNSUPPORTED, spec.id() + " does not support " + what);
  }

  public Reason reason() {
    return reason;
  }

  /** The same failure of a part, for example of {@code "environment 3"} of a vector. */
  public EnvironmentException within(String place) {
    return of(reason, place + ": " + getMessage(), this);
  }

  /** {@link Reason#PHYSICS_DIVERGED}. */
  public static final class PhysicsDiverged extends EnvironmentException {
    private static final long serialVersionUID = 1L;

    private PhysicsDiverged(String message, Throwable cause) {
      super(Reason.PHYSICS_DIVERGED, message, cause);
    }
  }

  /** {@link Reason#UNSUPPORTED}. */
  public static final class Unsupported extends EnvironmentException {
    private static final long serialVersionUID = 1L;

    private Unsupported(String message, Throwable cause) {
      super(Reason.UNSUPPORTED, message, cause);
    }
  }

  /** {@link Reason#UNAVAILABLE}. */
  public static final class Unavailable extends EnvironmentException {
    private static final long serialVersionUID = 1L;

    private Unavailable(String message, Throwable cause) {
      super(Reason.UNAVAILABLE, message, cause);
    }
  }
}
