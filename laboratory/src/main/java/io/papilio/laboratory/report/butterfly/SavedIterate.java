package io.papilio.laboratory.report.butterfly;

import io.papilio.artifacts.table.CsvTable;
import io.papilio.artifacts.tensorfile.SafeTensors;
import io.papilio.artifacts.tensorfile.TensorFile;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.Require;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An evaluated iterate whose weights the run has: {@code weights/NAME.safetensors}, or {@code
 * weights/NAME-STEP.safetensors} of an earlier step.
 *
 * @param name of the average
 * @param step gradient steps before it
 * @param file of its weights
 * @param episodes of its evaluation by environment seed
 */
record SavedIterate(String name, long step, Path file, Map<Long, Episode> episodes) {
  private static final String ENDING = ".safetensors";
  private static final List<String> TABLES = List.of("episodes.csv", "window-episodes.csv");

  /** An episode of an evaluation. */
  record Episode(double undiscountedReturn, int length, boolean terminated) {}

  /** All of a run. */
  static List<SavedIterate> of(Path run) {
    Path weights = run.resolve("weights");
    if (!Files.isDirectory(weights)) {
      return List.of();
    }
    List<CsvTable> tables =
        TABLES.stream().map(run::resolve).filter(Files::exists).map(CsvTable::read).toList();
    List<SavedIterate> iterates = new ArrayList<>();
    for (Path file : files(weights)) {
      TensorFile content = SafeTensors.read(file);
      if (content.metadata().containsKey("step")) {
        String text = content.metadata().get("step");
        Require.that(text.matches("\\d{1,18}"), file + ": step", text, "a number of steps");
        long step = Long.parseLong(text);
        String stem = file.getFileName().toString().replace(ENDING, "");
        String ofStep = "-" + step;
        String name =
            stem.endsWith(ofStep) ? stem.substring(0, stem.length() - ofStep.length()) : stem;
        Map<Long, Episode> episodes = new TreeMap<>();
        tables.forEach(table -> collect(table, name, step, episodes));
        iterates.add(new SavedIterate(name, step, file, episodes));
      }
    }
    return iterates;
  }

  /** Its parameters, all tensors one after the other. */
  double[] parameters() {
    return SafeTensors.read(file).tensors().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .map(Tensor::toFloats)
        .flatMapToDouble(SavedIterate::stream)
        .toArray();
  }

  private static DoubleStream stream(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]);
  }

  private static List<Path> files(Path weights) {
    try (Stream<Path> files = Files.list(weights)) {
      return files.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(weights + ": " + e.getMessage(), e);
    }
  }

  private static void collect(CsvTable table, String name, long step, Map<Long, Episode> episodes) {
    for (int row = 0; row < table.size(); row++) {
      if (table.text(row, "iterate").equals(name) && table.whole(row, "step") == step) {
        episodes.put(
            table.whole(row, "seed"),
            new Episode(
                table.number(row, "return"),
                Math.toIntExact(table.whole(row, "length")),
                Boolean.parseBoolean(table.text(row, "terminated"))));
      }
    }
  }
}
