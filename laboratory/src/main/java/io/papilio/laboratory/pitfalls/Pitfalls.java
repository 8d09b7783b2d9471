package io.papilio.laboratory.pitfalls;

import io.papilio.laboratory.study.StudyGroup;
import java.util.List;

/** The studies of this package. */
public final class Pitfalls {
  /** {@code ./papilio reproduce pitfalls}. */
  public static final StudyGroup GROUP =
      new StudyGroup(
          "pitfalls",
          "Pitfalls of imitation learning, checked",
          "Statements of the talk \"The Pitfalls of Imitation Learning\" (Simchowitz, Pfrommer,"
              + " Jadbabaie, arXiv 2503.09722) and of \"Action Chunking and Exploratory Data"
              + " Collection\" (arXiv 2507.09061): where the errors of cloning come from.",
          List.of(
              UnstableScalar.STUDY,
              EissCertificate.STUDY,
              ChallengingPair.STUDY,
              LowerBoundHorizon.STUDY,
              UnstableLowerBound.STUDY,
              EmaOnPair.STUDY,
              ZeroOneImpossible.STUDY,
              DaggerBound.STUDY,
              PerformanceDifference.STUDY,
              LipschitzQ.STUDY,
              ImproperPolicies.STUDY,
              MixtureVsMse.STUDY,
              ChunkLength.STUDY,
              NoisyDemonstrations.STUDY,
              CoverageSpread.STUDY,
              HorizonGrowth.STUDY));

  private Pitfalls() {}
}
