package io.papilio.cli.command;

import io.papilio.artifacts.run.RunManifest;
import io.papilio.cli.config.ReproduceConfig;
import io.papilio.cli.options.ErrorReporter;
import io.papilio.cli.options.RecordOptions;
import io.papilio.cli.terminal.ChildProgram;
import io.papilio.cli.terminal.TerminalProgress;
import io.papilio.core.validation.Require;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.laboratory.experiment.Experiment;
import io.papilio.laboratory.experiment.Experiments;
import io.papilio.laboratory.experiment.PlannedRun;
import io.papilio.laboratory.language.LanguageReport;
import io.papilio.laboratory.pitfalls.Pitfalls;
import io.papilio.laboratory.report.Report;
import io.papilio.laboratory.study.ClaimTable;
import io.papilio.laboratory.study.Findings;
import io.papilio.laboratory.study.Study;
import io.papilio.laboratory.study.StudyGroup;
import io.papilio.laboratory.study.StudyRun;
import io.papilio.laboratory.sweep.JobFailure;
import io.papilio.laboratory.sweep.Sweep;
import io.papilio.laboratory.sweep.SweepSummary;
import io.papilio.laboratory.theory.Theory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Executes all runs of an experiment and sums them up. */
@Command(
    name = "reproduce",
    description = "Run an experiment of the paper, or one's own, and compare its runs.",
    mixinStandardHelpOptions = true)
public final class ReproduceCommand implements Callable<Integer>, RecordOptions.Configured {
  /** Studies of claims, beside the experiments. */
  static final List<StudyGroup> STUDIES = List.of(Theory.GROUP, Pitfalls.GROUP);

  @Spec private CommandSpec command;

  @Parameters(
      paramLabel = "EXPERIMENT",
      description = "a name that ./papilio experiments lists, or a YAML file of one's own")
  private String experiment;

  @Override
  public Record defaults() {
    return ReproduceConfig.DEFAULTS;
  }

  @Override
  public Integer call() {
    ReproduceConfig config = RecordOptions.read(command, ReproduceConfig.DEFAULTS);
    Optional<StudyGroup> studies = StudyGroup.find(STUDIES, experiment);
    if (studies.isPresent()) {
      check(studies.get(), config);
      return 0;
    }
    Experiment chosen = Experiments.of(experiment);
    List<Sweep> sweeps = config.sweeps(chosen);
    Predicate<PlannedRun> only = config.selection(sweeps);
    List<JobFailure> failures = new ArrayList<>();
    for (Sweep sweep : sweeps) {
      failures.addAll(reproduce(sweep, only, config));
    }
    if (failures.isEmpty()) {
      report(config.directory(chosen), sweeps);
    }
    failures.forEach(
        failure ->
            ErrorReporter.print(
                command.commandLine(), failure.name() + " failed: " + failure.reason()));
    return failures.isEmpty() ? 0 : ErrorReporter.FAILED;
  }

  /** Checks claims, and prints which of them do not hold. */
  private void check(StudyGroup group, ReproduceConfig config) {
    Require.that(
        config.only().isEmpty(),
        "only",
        String.join(",", config.only()),
        "nothing here; ./papilio reproduce takes the name of one study instead");
    try (EnvironmentCatalog source = EnvironmentCatalog.standard();
        TerminalProgress progress =
            new TerminalProgress(command.commandLine().getErr(), group.name())) {
      StudyRun run = new StudyRun(group, source);
      RunManifest manifest = Manifests.begin(command, source, config, 0, Map.of());
      Map<Study, Findings> found = run.run(config.workers(), progress);
      List<Path> files = run.write(config.directory(group), found);
      Manifests.write(manifest, RunManifest.FILE_NAME, files);
      PrintWriter out = command.commandLine().getOut();
      out.print(ClaimTable.summary(found));
      out.println("report: " + files.get(0));
    }
  }

  private List<JobFailure> reproduce(
      Sweep sweep, Predicate<PlannedRun> only, ReproduceConfig config) {
    PrintWriter out = command.commandLine().getOut();
    Experiment experiment = sweep.experiment();
    out.printf(
        "%s (%s), results in %s%n", experiment.name(), experiment.source(), sweep.directory());
    List<JobFailure> failures = execute(sweep, only, config);
    SweepSummary summary = SweepSummary.read(sweep);
    if (!summary.rows().isEmpty()) {
      summary.write(sweep.directory());
      out.print(summary.markdown());
      out.println("summary: " + sweep.directory().resolve(SweepSummary.MARKDOWN));
    }
    return failures;
  }

  /** Writes one page about all runs that were compared. */
  private void report(Path directory, List<Sweep> sweeps) {
    List<Path> all = sweeps.stream().map(Sweep::directory).toList();
    List<Path> languages = all.stream().filter(LanguageReport::isOf).toList();
    PrintWriter out = command.commandLine().getOut();
    if (languages.isEmpty()) {
      out.println("report: " + Report.read(directory, all).write());
    } else {
      LanguageReport report = LanguageReport.read(directory, languages);
      report.summary().forEach(out::println);
      out.println("report: " + report.write());
    }
  }

  private List<JobFailure> execute(
      Sweep sweep, Predicate<PlannedRun> only, ReproduceConfig config) {
    try (TerminalProgress progress =
        new TerminalProgress(command.commandLine().getErr(), sweep.experiment().name())) {
      return sweep.execute(
          only,
          ChildProgram.words(command.root().userObject().getClass()),
          config.workers(),
          progress);
    }
  }
}
