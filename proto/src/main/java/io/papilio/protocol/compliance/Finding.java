package io.papilio.protocol.compliance;

/**
 * What came of one rule.
 *
 * @param subject an environment id, or {@link Compliance#SERVER}
 * @param rule a sentence
 * @param reason why it failed or does not apply; empty when it passed
 */
public record Finding(String subject, String rule, Verdict verdict, String reason) {
  /** Whether a rule holds. */
  public enum Verdict {
    PASSED("pass"),
    FAILED("failed"),
    NOT_APPLICABLE("not applicable");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }
}
