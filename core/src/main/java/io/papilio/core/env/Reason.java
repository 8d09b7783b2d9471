package io.papilio.core.env;

/** Why an environment rejected a request or failed. */
public enum Reason {
  /** No environment has this id. */
  UNKNOWN_ENVIRONMENT,
  /** No policy has this id or name. */
  UNKNOWN_POLICY,
  /** The call needs a reset before it. */
  RESET_NEEDED,
  /** The simulation became NaN, infinite or unstable; the episode is lost, reset to continue. */
  PHYSICS_DIVERGED,
  /** The simulator itself failed, for example for lack of memory; reset to continue. */
  SIMULATION_FAILED,
  /** The machine that simulates cannot render, or not this model. */
  RENDERING_UNAVAILABLE,
  /** A valid snapshot, but of another environment, other keyword arguments or another version. */
  SNAPSHOT_MISMATCH,
  /** This environment does not support the request, for example rendering. */
  UNSUPPORTED,
  /** Too many sessions, environments or bytes. */
  CAPACITY_EXCEEDED,
  /** The environment is closed, or its server cannot be reached or has failed. */
  UNAVAILABLE
}
