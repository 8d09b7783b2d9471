package io.papilio.cli.source;

/**
 * What acts, as it is typed: {@code expert}, the shipped one; {@code random}; or a file.
 *
 * @param text as typed
 */
public record PolicyChoice(String text) {
  public static final String EXPERT_WORD = "expert";
  public static final PolicyChoice EXPERT = new PolicyChoice(EXPERT_WORD);
  public static final PolicyChoice RANDOM = new PolicyChoice("random");

  /** The file; empty for the shipped expert, as {@link ExpertSource#of} takes it. */
  public String file() {
    return equals(EXPERT) ? "" : text;
  }
}
