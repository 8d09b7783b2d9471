package io.papilio.laboratory.experiment;

import io.papilio.learner.language.LanguageConfig;
import io.papilio.learner.language.LanguageEvaluationConfig;
import io.papilio.learner.text.Prompts;

/** A rough estimate of the time that a language model takes on one core. */
final class LanguageCost {
  /** Of small matrix products, one libtorch operation each. */
  private static final double FLOP_PER_SECOND = 2e10;

  private LanguageCost() {}

  /** Seconds of a run of a language model. */
  static double seconds(LanguageConfig config) {
    double width = config.model().width();
    // Attention 4, feed-forward layers 8 matrices of the width.
    double parameters = 12 * config.model().layers() * width * width;
    LanguageEvaluationConfig evaluation = config.evaluation();
    double sequences = config.optimizer().batchSize() * config.optimizer().accumulation();
    double trained = sequences * config.model().context() * config.steps();
    double prompts = Prompts.PER_PASSAGE * evaluation.passages();
    double averages = config.averages().size();
    double completed =
        averages
            * evaluation.windows().size()
            * (1 + evaluation.windowLength())
            * (prompts + evaluation.sequences())
            * config.model().context();
    double evaluated =
        averages
            * config.steps()
            / evaluation.interval()
            * evaluation.sequences()
            * config.model().context();
    // Forward 2, backward 4 floating-point operations per parameter and token.
    return parameters * (6 * trained + 2 * (completed + evaluated)) / FLOP_PER_SECOND;
  }
}
