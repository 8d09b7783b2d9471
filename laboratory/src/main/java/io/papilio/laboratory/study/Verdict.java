package io.papilio.laboratory.study;

/** Whether a statement was found to hold. */
public enum Verdict {
  HOLDS("holds"),
  /** Holds in a corrected form, which the claim's remark gives. */
  CORRECTED("holds as corrected"),
  FAILS("does not hold");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
