package io.papilio.core.rollout;

/**
 * Listens to a long loop, and may ask it to stop. The loop decides where it can stop, leaves there
 * what it needs to go on later, and ends with {@link RunInterruptedException}.
 */
public interface Progress {
  /** Hears nothing and never asks to stop. */
  Progress SILENT = (done, total, note) -> {};

  /** Names the task whose progress is reported from now on. */
  default void begin(String task) {}

  /**
   * Tells how far the loop is.
   *
   * @param done units of work done, 0 to {@code total}
   * @param note what there is to say now, for example the last return; empty when nothing
   */
  void advance(long done, long total, String note);

  /** Whether the loop should stop at its next good place. */
  default boolean stopRequested() {
    return false;
  }
}
