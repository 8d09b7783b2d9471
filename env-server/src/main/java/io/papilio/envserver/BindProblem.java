package io.papilio.envserver;

import io.grpc.netty.shaded.io.netty.channel.unix.Errors.NativeIoException;
import java.nio.channels.UnresolvedAddressException;

/** Why the server cannot listen on an address. */
final class BindProblem {
  // Linux, errno.h.
  private static final int PERMISSION_DENIED = 13;
  private static final int ADDRESS_IN_USE = 98;
  private static final int ADDRESS_NOT_AVAILABLE = 99;

  private BindProblem() {}

  /** The innermost cause; gRPC's own message is only that it failed to bind. */
  static String of(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof UnresolvedAddressException) {
      return "unknown host";
    }
    int error = cause instanceof NativeIoException io ? Math.abs(io.expectedErr()) : 0;
    return switch (error) {
      case PERMISSION_DENIED -> "permission denied";
      case ADDRESS_IN_USE -> "address already in use";
      case ADDRESS_NOT_AVAILABLE -> "not an address of this machine";
      default -> String.valueOf(cause.getMessage());
    };
  }
}
