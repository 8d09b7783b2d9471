package io.papilio.cli.command;

/**
 * What acts, as it is typed: {@code expert}, the shipped one; {@code random}; or a file.
 *
 * @param text as typed
 */
record PolicyChoice(String text) {
  static final String EXPERT_WORD = "expert";
  static final PolicyChoice EXPERT = new PolicyChoice(EXPERT_WORD);
  static final PolicyChoice RANDOM = new PolicyChoice("random");

  /** The file; empty for the shipped expert, as {@link ExpertSource#of} takes it. */
  String file() {
    return equals(EXPERT) ? "" : text;
  }
}
