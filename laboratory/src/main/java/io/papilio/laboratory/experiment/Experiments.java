package io.papilio.laboratory.experiment;

import io.papilio.artifacts.table.CsvTable;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The shipped experiments, each a file beside this class. */
public final class Experiments {
  private static final List<String> NAMES =
      List.of(
          "sac-expert",
          "training-curve",
          "every-iterate",
          "loss-return-scatter",
          "per-seed-returns",
          "return-landscape",
          "landscape-atlas",
          "attention-maps",
          "global-scatter",
          "diagnosis-gallery",
          "ema-gallery",
          "gradient-noise",
          "averages",
          "momentum",
          "architectures",
          "infinite-data",
          "loss-function",
          "input-noise",
          "weight-decay",
          "dropout",
          "embedding-dropout",
          "adam-betas",
          "decay-power",
          "batch-size",
          "ema-frequency",
          "ema-burn-in",
          "ema-annealing",
          "dataset-size",
          "dataset-size-constant",
          "other-environments",
          "input-standardization",
          "action-chunks",
          "demonstration-noise",
          "lqr-marginal",
          "lqr-cliff",
          "language-training-curve",
          "language-every-iterate",
          "language-switching",
          "language-completions",
          "language-training-paths",
          "language-partial-decay");

  private static final String LISTED = "a name that ./papilio experiments lists";

  private Experiments() {}

  /** All names, in the order of the paper. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * An experiment by its name, or somebody's own by its file.
   *
   * @throws InvalidValueException when there is neither, or the file is not an experiment
   */
  public static Experiment of(String nameOrFile) {
    if (NAMES.contains(nameOrFile)) {
      return ExperimentFile.shipped(nameOrFile);
    }
    Path file = Path.of(nameOrFile);
    if (Files.isRegularFile(file)) {
      return ExperimentFile.read(file);
    }
    throw new InvalidValueException("experiment", nameOrFile, LISTED + ", or a YAML file");
  }

  /** The file of a shipped experiment, as an example to begin from. */
  public static String text(String name) {
    Require.that(NAMES.contains(name), "experiment", name, LISTED);
    return ExperimentFile.content(name + ".yaml");
  }

  /** The figures that the paper prints for the runs of the experiments. */
  public static CsvTable paper() {
    return CsvTable.parse(Path.of("paper.csv"), ExperimentFile.content("paper.csv"));
  }
}
