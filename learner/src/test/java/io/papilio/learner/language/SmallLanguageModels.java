package io.papilio.learner.language;

import io.papilio.artifacts.run.Invocation;
import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.run.RunManifest;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.rollout.Progress;
import io.papilio.core.settings.Settings;
import io.papilio.learner.text.CorpusSummary;
import io.papilio.learner.text.TextCorpus;
import io.papilio.learner.text.TextData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Language models that are trained in a second. */
final class SmallLanguageModels {
  static final LanguageModelShape SHAPE = new LanguageModelShape(11, 24, 2, 2, 8);

  /** Sixty documents of words in a fixed order. */
  static final TextCorpus CORPUS =
      action -> {
        NumpyGenerator generator = NumpyGenerator.ofSeed(1);
        List<String> words = List.of("a", "fox", "saw", "the", "old", "bear", "and", "ran");
        for (int i = 0; i < 60; i++) {
          List<String> document = new ArrayList<>();
          for (int word = 0; word < 12; word++) {
            document.add(words.get(generator.integers(words.size())));
          }
          action.accept(String.join(" ", document));
        }
      };

  private SmallLanguageModels() {}

  /** Small settings, and others. */
  static LanguageConfig config(String... namesAndValues) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "steps", "30",
                "model.context", "16",
                "model.layers", "1",
                "model.heads", "2",
                "model.width", "8",
                "optimizer.batch-size", "4",
                "optimizer.warm-up-steps", "3",
                "averages", "raw,ema:power=0.67,burn-in=5",
                "evaluation.interval", "10"));
    settings.putAll(
        Map.of(
            "evaluation.windows", "8,21",
            "evaluation.window-length", "4",
            "evaluation.passages", "5",
            "evaluation.completion-length", "6"));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      settings.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Settings.of(LanguageConfig.DEFAULTS).with(settings);
  }

  /** Trains in a directory, from its checkpoint if it has one. */
  static void train(LanguageConfig config, Path directory, Progress progress) {
    RunManifest manifest =
        RunManifest.begin(Invocation.of(List.of("test"), 0, Map.of()), Map.of(), Map.of());
    try (Run run = Run.open(directory, Settings.toMap(config), manifest)) {
      run.execute(
          progress,
          p -> {
            CorpusSummary summary = CorpusSummary.of(CORPUS);
            TextData data = TextData.prepare(run.file("data"), CORPUS, summary, config.data());
            try (var training = new LanguageTraining(config, run, data)) {
              training.run(p);
            }
          });
    }
  }

  /** Parameters as after initialization. */
  static float[] theta(LanguageModelShape shape, long seed) {
    float[] theta = new float[shape.parameterCount()];
    shape.initialize(theta, NumpyGenerator.ofSeed(seed));
    return theta;
  }
}
