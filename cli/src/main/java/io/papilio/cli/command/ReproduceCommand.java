package io.papilio.cli.command;

import io.papilio.cli.config.ReproduceConfig;
import io.papilio.cli.options.ErrorReporter;
import io.papilio.cli.options.RecordOptions;
import io.papilio.cli.terminal.ChildProgram;
import io.papilio.cli.terminal.TerminalProgress;
import io.papilio.laboratory.experiment.Experiment;
import io.papilio.laboratory.experiment.Experiments;
import io.papilio.laboratory.experiment.PlannedRun;
import io.papilio.laboratory.language.LanguageReport;
import io.papilio.laboratory.report.Report;
import io.papilio.laboratory.sweep.JobFailure;
import io.papilio.laboratory.sweep.Sweep;
import io.papilio.laboratory.sweep.SweepSummary;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    List<Path> compared =
        sweeps.stream()
            .map(Sweep::directory)
            .filter(sweep -> Files.exists(sweep.resolve(SweepSummary.CSV)))
            .toList();
    List<Path> languages =
        sweeps.stream().map(Sweep::directory).filter(LanguageReport::isOf).toList();
    if (!languages.isEmpty()) {
      LanguageReport report = LanguageReport.read(directory, languages);
      report.summary().forEach(command.commandLine().getOut()::println);
      command.commandLine().getOut().println("report: " + report.write());
    } else if (!compared.isEmpty()) {
      Path page = Report.read(directory, compared).write();
      command.commandLine().getOut().println("report: " + page);
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
