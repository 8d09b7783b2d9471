package io.papilio.learner.cloning;

import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.tensorfile.SafeTensors;
import io.papilio.artifacts.tensorfile.TensorFile;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.Require;
import io.papilio.learner.averaging.AverageSpec;
import io.papilio.learner.averaging.Iterates;
import io.papilio.learner.averaging.PostHocSynthesis;
import io.papilio.learner.averaging.PostHocSynthesis.Snapshot;
import io.papilio.learner.averaging.SnapshotPlan;
import io.papilio.learner.imitator.ImitatorFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The saved parts of averages of a run: {@code snapshots/NAME/STEP-WIDTH.safetensors}, each the
 * weights of an imitator.
 */
public final class AverageSnapshots {
  private static final String DIRECTORY = "snapshots";
  private static final String ENDING = ".safetensors";

  private final List<AverageSpec> averages;
  private final Run run;

  AverageSnapshots(List<AverageSpec> averages, Run run) {
    this.averages = averages.stream().filter(a -> a.snapshotPlan().isPresent()).toList();
    this.run = run;
  }

  /** Saves what is due after a step, and deletes what is too much. */
  void take(Iterates state, CloningTask task, boolean isLast) {
    for (AverageSpec average : averages) {
      SnapshotPlan plan = average.snapshotPlan().orElseThrow();
      long step = state.step();
      if (plan.isDue(step) || isLast) {
        for (int part = 0; part < plan.widths().size(); part++) {
          String name = fileName(new Snapshot(plan.widths().get(part), step));
          float[] weights = task.deployed(state.averagePart(average.name(), part));
          Path file = directory(run.directory(), average.name()).resolve(name);
          ImitatorFile.write(file, task.imitator(), weights, step);
        }
      }
      if (plan.isDue(step)) {
        files(run.directory(), average.name())
            .forEach(
                (snapshot, file) -> {
                  if (snapshot.step() < step && !plan.isKept(snapshot.step(), step)) {
                    delete(file);
                  }
                });
      }
    }
  }

  /** Adds the snapshots of all parts of the run to its results. */
  void addToOutputs() {
    for (AverageSpec average : averages) {
      files(run.directory(), average.name())
          .values()
          .forEach(file -> run.output(run.directory().relativize(file).toString()));
    }
  }

  /**
   * The imitator whose weights are the power-function average of a width, made of the snapshots of
   * a finished run.
   *
   * @param average its name, of the kind {@code posthoc}
   * @param width sigma_rel
   * @throws io.papilio.core.validation.InvalidValueException when the run has no such snapshots
   */
  public static TensorFile synthesize(Path run, String average, double width) {
    Map<Snapshot, Path> files = files(run, average);
    Require.that(
        !files.isEmpty(),
        "iterate",
        "no " + directory(run, average),
        "an average of the kind posthoc in a finished run");
    List<Snapshot> saved = new ArrayList<>(files.keySet());
    Snapshot last = saved.get(saved.size() - 1);
    double[] factors = PostHocSynthesis.coefficients(saved, new Snapshot(width, last.step()));
    Map<String, double[]> sums = new LinkedHashMap<>();
    for (int k = 0; k < factors.length; k++) {
      double factor = factors[k];
      SafeTensors.read(files.get(saved.get(k)))
          .tensors()
          .forEach((name, tensor) -> add(sums, name, factor, tensor.toFloats()));
    }
    TensorFile form = SafeTensors.read(files.get(last));
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    form.tensors().forEach((name, tensor) -> tensors.put(name, rounded(sums.get(name), tensor)));
    return new TensorFile(tensors, form.metadata());
  }

  private static void add(Map<String, double[]> sums, String name, double factor, float[] numbers) {
    double[] sum = sums.computeIfAbsent(name, key -> new double[numbers.length]);
    for (int i = 0; i < numbers.length; i++) {
      sum[i] += factor * numbers[i];
    }
  }

  private static Tensor rounded(double[] sum, Tensor form) {
    float[] numbers = new float[sum.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) sum[i];
    }
    return Tensor.float32(numbers, form.shape().stream().mapToInt(Integer::intValue).toArray());
  }

  private static Path directory(Path run, String average) {
    return run.resolve(DIRECTORY).resolve(average);
  }

  private static String fileName(Snapshot snapshot) {
    return snapshot.step() + "-" + snapshot.width() + ENDING;
  }

  /** By step, and then by width. */
  private static Map<Snapshot, Path> files(Path run, String average) {
    Path directory = directory(run, average);
    Map<Snapshot, Path> files = new LinkedHashMap<>();
    if (Files.isDirectory(directory)) {
      try (Stream<Path> entries = Files.list(directory)) {
        entries
            .filter(file -> file.getFileName().toString().matches("\\d+-[0-9.E-]+\\" + ENDING))
            .sorted(
                Comparator.comparing(
                    AverageSnapshots::snapshot,
                    Comparator.comparingLong(Snapshot::step).thenComparing(Snapshot::width)))
            .forEach(file -> files.put(snapshot(file), file));
      } catch (IOException e) {
        throw new UncheckedIOException(directory + ": " + e.getMessage(), e);
      }
    }
    return files;
  }

  private static Snapshot snapshot(Path file) {
    String[] words = file.getFileName().toString().replace(ENDING, "").split("-", 2);
    return new Snapshot(Double.parseDouble(words[1]), Long.parseLong(words[0]));
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }
}
