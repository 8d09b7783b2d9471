package io.papilio.laboratory.study;

import io.papilio.laboratory.numeric.Mean;
import io.papilio.laboratory.report.summary.Numbers;

/**
 * A statement of a source, and what was found.
 *
 * @param statement in one sentence or formula
 * @param source where it stands: theorem, equation or slide; or "goal" for one of our own
 * @param expected the source's number or bound, as text
 * @param measured our number, as text
 * @param remark why it was corrected, or what to know of the check; may be empty
 */
public record Claim(
    String statement,
    String source,
    String expected,
    String measured,
    Verdict verdict,
    String remark) {
  /** How many standard errors a simulated mean may differ from what it estimates. */
  private static final double STANDARD_ERRORS = 4.5;

  /** By how much, relatively, rounding may carry a number over its bound. */
  private static final double ROUNDING = 1e-12;

  private static final int DIGITS = 4;

  /** A statement that holds or does not. */
  public static Claim of(
      String statement, String source, String expected, String measured, boolean holds) {
    Verdict verdict = holds ? Verdict.HOLDS : Verdict.FAILS;
    return new Claim(statement, source, expected, measured, verdict, "");
  }

  /**
   * A number that is to be reproduced.
   *
   * @param tolerance relative
   */
  public static Claim equal(
      String statement, String source, double expected, double measured, double tolerance) {
    boolean equal = Math.abs(measured - expected) <= tolerance * Math.abs(expected);
    return of(statement, source, number(expected), number(measured), equal);
  }

  /** A number that a simulation estimates. */
  public static Claim simulated(String statement, String source, double expected, Mean measured) {
    boolean near =
        Math.abs(measured.value() - expected)
            <= STANDARD_ERRORS * measured.error() + ROUNDING * Math.abs(expected);
    String text = number(measured.value()) + " ± " + Numbers.significant(measured.error(), 1);
    return of(statement, source, number(expected), text, near);
  }

  /** An upper bound. */
  public static Claim atMost(String statement, String source, double bound, double measured) {
    boolean below = measured <= bound + ROUNDING * Math.abs(bound);
    return of(statement, source, "≤ " + number(bound), number(measured), below);
  }

  /** A lower bound. */
  public static Claim atLeast(String statement, String source, double bound, double measured) {
    boolean above = measured >= bound - ROUNDING * Math.abs(bound);
    return of(statement, source, "≥ " + number(bound), number(measured), above);
  }

  /** This claim as one whose printed form had to be corrected. */
  public Claim corrected(String why) {
    Verdict corrected = verdict == Verdict.HOLDS ? Verdict.CORRECTED : verdict;
    return new Claim(statement, source, expected, measured, corrected, why);
  }

  /** This claim with a remark. */
  public Claim remark(String text) {
    return new Claim(statement, source, expected, measured, verdict, text);
  }

  public boolean holds() {
    return verdict != Verdict.FAILS;
  }

  /** A number as it stands in claims. */
  public static String number(double value) {
    return Numbers.significant(value, DIGITS).replace("-", "−");
  }
}
