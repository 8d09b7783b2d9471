package io.papilio.envserver.mujoco;

/** MuJoCo rejected or failed; the message is its own, on one line. */
public final class MujocoException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MujocoException(String message) {
    super(message);
  }

  MujocoException(String message, Throwable cause) {
    super(message, cause);
  }

  MujocoException(RuntimeException fromBinding) {
    super("mujoco: " + fromBinding.getMessage().strip().replaceAll("\\s+", " "), fromBinding);
  }
}
