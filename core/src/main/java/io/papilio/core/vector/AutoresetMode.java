package io.papilio.core.vector;

/** What a vector does with an environment whose episode ended (Gymnasium 1.3's three modes). */
public enum AutoresetMode {
  /**
   * The next step ignores the action and answers with the first observation of a new episode,
   * reward 0, both flags false. Gymnasium's default.
   */
  NEXT_STEP,
  /**
   * The step that ends an episode answers with the first observation of the next one; the last
   * observation and info of the ended one come with it.
   */
  SAME_STEP,
  /** The caller resets ended environments itself, by a mask; stepping one is an error. */
  DISABLED
}
