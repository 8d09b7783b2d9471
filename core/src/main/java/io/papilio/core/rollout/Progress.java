package io.papilio.core.rollout;

/**
 * Listens to a long loop, and may ask it to stop. The loop decides where it can stop, leaves there
 * what it needs to resume later, and ends with {@link RunInterruptedException}.
 */
public interface Progress {
  /** Ignores progress and never asks to stop. */
  Progress SILENT = (done, total, note) -> {};

  /** Names the task whose progress is reported from now on. */
  default void begin(String task) {}

  /**
   * Tells how far the loop is.
   *
   * @param done units of work done, 0 to {@code total}
   * @param note the latest news, for example the last return; may be empty
   */
  void advance(long done, long total, String note);

  /** Whether the loop should stop at its next good place. */
  default boolean stopRequested() {
    return false;
  }
}
