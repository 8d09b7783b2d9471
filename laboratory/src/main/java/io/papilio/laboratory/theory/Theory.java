package io.papilio.laboratory.theory;

import io.papilio.laboratory.study.StudyGroup;
import java.util.List;

/** The studies of this package. */
public final class Theory {
  /** {@code ./papilio reproduce theory}. */
  public static final StudyGroup GROUP =
      new StudyGroup(
          "theory",
          "Theory of averaging, checked",
          "Propositions and theorems of \"Butterfly Effects of SGD Noise\" (arXiv 2310.11428),"
              + " sections 3 and 4.3 and appendices C and D, each by its closed form beside a"
              + " simulation.",
          List.of(
              UnstableLinear.STUDY,
              StableLinear.STUDY,
              CliffGaussian.STUDY,
              SgdQuadratic.STUDY,
              CliffSgd.STUDY,
              CliffDriftless.STUDY,
              GaussianEma.STUDY,
              CliffOu.STUDY,
              Averaging.STUDY));

  private Theory() {}
}
