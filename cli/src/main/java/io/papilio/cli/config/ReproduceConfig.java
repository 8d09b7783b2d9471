package io.papilio.cli.config;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.Require;
import io.papilio.laboratory.experiment.Experiment;
import io.papilio.laboratory.experiment.PlannedRun;
import io.papilio.laboratory.experiment.Scale;
import io.papilio.laboratory.study.StudyGroup;
import io.papilio.laboratory.sweep.Sweep;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.function.Predicate;

/** Settings of {@code ./papilio reproduce}. */
public record ReproduceConfig(
    @Setting("size of the runs: smoke (seconds), laptop or paper (the paper's own)")
        @DefaultValue("laptop")
        Scale scale,
    @Setting("training seeds of each run; 0 stands for 3, at the scale smoke for 1")
        @DefaultValue("0")
        int seeds,
    @Setting("names of the runs to execute, such as MLP*; all when empty") List<String> only,
    @Setting("directory of the results; by default runs/NAME-SCALE") String out,
    @Setting("runs at a time; 0 stands for one per core") @DefaultValue("0") int jobs) {
  public static final ReproduceConfig DEFAULTS = Settings.defaults(ReproduceConfig.class);

  public ReproduceConfig {
    Require.nonNegative(seeds, "seeds");
    Require.nonNegative(jobs, "jobs");
  }

  /** The runs of an experiment, or of those that it uses, each in the directory of its own name. */
  public List<Sweep> sweeps(Experiment experiment) {
    return experiment.parts(scale).stream()
        .map(part -> new Sweep(part, scale, trainingSeeds(), directory(experiment, part)))
        .toList();
  }

  /**
   * Which runs of the experiments are executed.
   *
   * @throws io.papilio.core.validation.InvalidValueException when it is none
   */
  public Predicate<PlannedRun> selection(List<Sweep> sweeps) {
    List<PathMatcher> patterns =
        only.stream().map(name -> FileSystems.getDefault().getPathMatcher("glob:" + name)).toList();
    Predicate<PlannedRun> selection =
        run ->
            patterns.isEmpty()
                || patterns.stream().anyMatch(pattern -> pattern.matches(Path.of(run.name())));
    List<PlannedRun> all =
        sweeps.stream().flatMap(sweep -> sweep.experiment().runs(scale).stream()).toList();
    Require.that(
        all.stream().anyMatch(selection),
        "only",
        only,
        "names of runs: " + String.join(", ", all.stream().map(PlannedRun::name).toList()));
    return selection;
  }

  private int trainingSeeds() {
    return seeds == 0 ? scale.seeds() : seeds;
  }

  /** The directory of an experiment's report. */
  public Path directory(Experiment experiment) {
    return out.isEmpty() ? Path.of("runs", name(experiment)) : Path.of(out);
  }

  /** The directory of the report of studies. */
  public Path directory(StudyGroup studies) {
    return out.isEmpty() ? Path.of("runs", studies.name()) : Path.of(out);
  }

  private Path directory(Experiment experiment, Experiment part) {
    return part.equals(experiment)
        ? directory(experiment)
        : out.isEmpty() ? directory(part) : Path.of(out, name(part));
  }

  private String name(Experiment experiment) {
    return experiment.name() + "-" + scale.word();
  }

  public int workers() {
    return jobs == 0 ? Runtime.getRuntime().availableProcessors() : jobs;
  }
}
