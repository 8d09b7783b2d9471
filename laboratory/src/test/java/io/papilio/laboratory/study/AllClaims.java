package io.papilio.laboratory.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.papilio.core.rollout.RolloutSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs studies and compares which of their claims do not hold. */
public final class AllClaims {
  private AllClaims() {}

  /**
   * Checks that the claims of a study hold, but for those that are known not to.
   *
   * @param source null for a study that acts in no environment
   * @param expected the statements of the claims that are known not to hold
   */
  public static void assertHold(Study study, RolloutSource source, Set<String> expected) {
    Findings found = study.experiment().apply(source);
    assertFalse(found.claims().isEmpty(), study.name());
    List<Claim> failed = found.claims().stream().filter(claim -> !claim.holds()).toList();
    assertEquals(
        expected,
        failed.stream().map(Claim::statement).collect(Collectors.toSet()),
        () -> study.name() + ": " + failed);
  }
}
