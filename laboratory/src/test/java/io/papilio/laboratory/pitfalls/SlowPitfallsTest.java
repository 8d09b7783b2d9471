package io.papilio.laboratory.pitfalls;

import io.papilio.laboratory.study.AllClaims;
import io.papilio.laboratory.study.Study;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Studies that train networks. */
@Tag("nightly")
class SlowPitfallsTest {
  static List<Study> studies() {
    return List.of(
        LowerBoundHorizon.STUDY, EmaOnPair.STUDY, NoisyDemonstrations.STUDY, CoverageSpread.STUDY);
  }

  @ParameterizedTest
  @MethodSource("studies")
  void everyClaimHolds(Study study) {
    AllClaims.assertHold(study, null, Set.of());
  }
}
