package io.papilio.laboratory.language;

import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.run.RunConfig;
import io.papilio.core.provenance.Digest;
import io.papilio.core.rollout.Progress;
import io.papilio.core.settings.Settings;
import io.papilio.learner.language.LanguageConfig;
import io.papilio.learner.language.LanguageTraining;
import io.papilio.learner.text.CorpusSummary;
import io.papilio.learner.text.TextCorpus;
import io.papilio.learner.text.TextData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A run of a language model, from a corpus to the weights.
 *
 * @param summary of the corpus
 */
public record LanguageRun(LanguageConfig config, TextCorpus corpus, CorpusSummary summary) {
  private static final String DATA = "data";

  /** Reads the corpus once. */
  public static LanguageRun of(LanguageConfig config) {
    TextCorpus corpus = TextCorpus.open(config.data().text());
    return new LanguageRun(config, corpus, CorpusSummary.of(corpus));
  }

  /** Whether a directory is that of such a run. */
  public static boolean isOne(Path directory) {
    return Files.exists(tokenizer(directory));
  }

  /** The tokenizer of a run. */
  public static Path tokenizer(Path directory) {
    return directory.resolve(DATA).resolve(TextData.TOKENIZER);
  }

  /** The lowest loss that a model of the run's corpus can have, where the corpus has one. */
  static OptionalDouble lowestLoss(Path directory, String text) {
    return text.equals(TextCorpus.STORIES)
        ? TextData.open(directory.resolve(DATA)).lowestLoss(TextCorpus.open(text))
        : OptionalDouble.empty();
  }

  /** Digests of what decides the run beside its settings, by name. */
  public Map<String, Digest> inputs() {
    return Map.of("text", summary.digest());
  }

  /** What decides the run: the configuration and the corpus. */
  public Map<String, Object> identity() {
    Map<String, Object> identity = new LinkedHashMap<>(Settings.toMap(config));
    identity.put(RunConfig.INPUTS, Map.of("text", summary.digest().sha256()));
    return identity;
  }

  /**
   * Makes the tokens, unless the run has them, and trains to the end.
   *
   * @throws io.papilio.core.rollout.RunInterruptedException when progress asks to stop
   */
  public void execute(Run run, Progress progress) {
    progress.begin("tokens");
    TextData data = TextData.prepare(run.file(DATA), corpus, summary, config.data());
    progress.begin("language model");
    try (var training = new LanguageTraining(config, run, data)) {
      training.run(progress);
    }
  }
}
