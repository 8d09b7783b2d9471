package io.papilio.laboratory.language;

import io.papilio.artifacts.run.RunConfig;
import io.papilio.artifacts.table.CsvTable;
import io.papilio.artifacts.table.MetricsTable;
import io.papilio.learner.language.LanguageTraining;
import io.papilio.learner.text.Tokenizer;
import io.papilio.learner.text.TokenizerFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a run of a language model has written so far.
 *
 * @param label what distinguishes it from the other runs of a report
 * @param settings as text, by path
 * @param metrics the losses along the training
 * @param windows the stretches in which every iterate was evaluated, as far as they have begun
 * @param prompts their tokens
 */
record LanguageResults(
    Path directory,
    String label,
    Map<String, String> settings,
    MetricsTable metrics,
    List<WindowResults> windows,
    Tokenizer tokenizer,
    List<int[]> prompts) {
  private static final String TOKENS = "tokens";

  static LanguageResults read(Path directory, String label) {
    Map<String, String> settings = RunConfig.read(directory);
    CsvTable prompts = CsvTable.read(directory.resolve(LanguageTraining.PROMPTS));
    return new LanguageResults(
        directory,
        label,
        settings,
        MetricsTable.read(directory.resolve(LanguageTraining.METRICS)),
        windows(directory, settings),
        TokenizerFile.read(LanguageRun.tokenizer(directory)),
        IntStream.range(0, prompts.size()).mapToObj(row -> tokens(prompts, row)).toList());
  }

  private static List<WindowResults> windows(Path directory, Map<String, String> settings) {
    String starts = settings.getOrDefault("evaluation.windows", "");
    Path file = directory.resolve(LanguageTraining.WINDOW);
    if (starts.isEmpty() || Files.notExists(file)) {
      return List.of();
    }
    long length = Long.parseLong(settings.get("evaluation.window-length"));
    MetricsTable table = MetricsTable.read(file);
    List<Completion> completions = Completion.read(directory.resolve(LanguageTraining.COMPLETIONS));
    return Arrays.stream(starts.split(","))
        .map(start -> WindowResults.of(table, completions, Long.parseLong(start), length))
        .filter(window -> !window.iterates().isEmpty())
        .toList();
  }

  /** The tokens in a row of a table, as numbers with spaces between. */
  static int[] tokens(CsvTable table, int row) {
    String text = table.text(row, TOKENS);
    try {
      return text.isEmpty()
          ? new int[0]
          : Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
    } catch (NumberFormatException e) {
      throw table.complaint(row, TOKENS, text, "numbers with spaces between");
    }
  }
}
