package io.papilio.learner.optimizer;

/**
 * Housekeeping of the running moments of gradients. The moments of a unit that no longer fires
 * shrink to denormal floats, with which a step takes ten times as long.
 */
final class RunningMoment {
  /** What is set to zero is too small to move a parameter. */
  private static final float VANISHED = 1e-30f;

  private static final int STEPS_BETWEEN_SWEEPS = 100;

  private RunningMoment() {}

  /** Sets what has vanished to zero, in some of the steps. */
  static void sweep(float[] moment, int start, int end, long step) {
    if (step % STEPS_BETWEEN_SWEEPS != 0) {
      return;
    }
    for (int i = start; i < end; i++) {
      if (Math.abs(moment[i]) < VANISHED) {
        moment[i] = 0;
      }
    }
  }
}
