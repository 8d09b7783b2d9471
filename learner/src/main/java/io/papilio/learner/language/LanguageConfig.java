package io.papilio.learner.language;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.Require;
import io.papilio.learner.averaging.AverageSpec;
import io.papilio.learner.text.TextConfig;
import java.util.List;

/**
 * Everything that decides a run of a language model, given its corpus.
 *
 * <p>Source of the average: "Butterfly Effects of SGD Noise", appendix B.2 (gamma proportional to
 * t^-0.67 after 1000 iterates).
 */
public record LanguageConfig(
    @Setting("seed of the run: order of sequences, initial weights") @DefaultValue("0") long seed,
    @Setting("gradient steps, T") @DefaultValue("10000") long steps,
    @Setting("Text") TextConfig data,
    @Setting("Model") LanguageModelConfig model,
    @Setting("Optimizer") LanguageOptimizerConfig optimizer,
    @Setting(value = "averages of the iterates to evaluate", name = "average")
        @DefaultValue("raw,ema:power=0.67,burn-in=1000")
        List<AverageSpec> averages,
    @Setting("Evaluation") LanguageEvaluationConfig evaluation) {
  public static final LanguageConfig DEFAULTS = Settings.defaults(LanguageConfig.class);

  public LanguageConfig {
    averages = List.copyOf(averages);
    AverageSpec.requireDistinct(averages);
    Require.nonNegative(seed, "seed");
    Require.that(steps > 0, "steps", steps, "> 0");
    Require.that(
        optimizer.warmUpSteps() < steps,
        "warmUpSteps",
        optimizer.warmUpSteps(),
        "< " + steps + " steps");
    int completion = evaluation.completionLength();
    Require.that(
        evaluation.windows().isEmpty() || completion < model.context(),
        "completionLength",
        completion,
        "< the context of " + model.context());
  }

  /** Most tokens of a passage: with a completion behind it, it fits into the context. */
  int passageLength() {
    return model.context() - evaluation.completionLength();
  }
}
