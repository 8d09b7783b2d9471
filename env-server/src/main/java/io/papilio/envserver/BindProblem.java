package io.papilio.envserver;

import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;

/** Words for why an address cannot be listened at. */
final class BindProblem {
  private BindProblem() {}

  /** Why; the transport wraps the reason several times. */
  static String of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (cause instanceof UnresolvedAddressException) {
        return "no such host";
      } else if (message.contains("Permission denied")) {
        return "not permitted";
      } else if (message.contains("Cannot assign")) {
        return "not an address of this machine";
      } else if (cause instanceof BindException || message.contains("already in use")) {
        return "in use";
      }
    }
    return String.valueOf(failure.getMessage());
  }
}
