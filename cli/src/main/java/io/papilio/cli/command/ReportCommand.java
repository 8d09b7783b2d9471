package io.papilio.cli.command;

import io.papilio.cli.config.ReportConfig;
import io.papilio.cli.options.RecordOptions;
import io.papilio.cli.source.EnvironmentSources;
import io.papilio.cli.terminal.TerminalProgress;
import io.papilio.core.vector.EnvironmentSource;
import io.papilio.laboratory.language.LanguageReport;
import io.papilio.laboratory.report.LiveReport;
import io.papilio.laboratory.report.Report;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the report of runs again, or serves it while they train. */
@Command(
    name = "report",
    description = "Write one page about one or more runs, or serve it while they train.",
    mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer>, RecordOptions.Configured {
  @Spec private CommandSpec command;

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description = "run directory, or a directory with run directories below it")
  private List<Path> runs;

  @Override
  public Record defaults() {
    return ReportConfig.DEFAULTS;
  }

  @Override
  public Integer call() throws InterruptedException {
    ReportConfig config = RecordOptions.read(command, ReportConfig.DEFAULTS);
    Path directory = config.path(runs);
    PrintWriter out = command.commandLine().getOut();
    if (config.watch()) {
      watch(directory, config.port());
      return 0;
    }
    if (runs.stream().allMatch(LanguageReport::isOf)) {
      LanguageReport report = LanguageReport.read(directory, runs);
      report.summary().forEach(out::println);
      out.println("report: " + report.write());
      return 0;
    }
    Report all = Report.read(directory, runs);
    Report report = config.average().isEmpty() ? all : all.only(config.average());
    if (config.butterfly()) {
      film(report, config);
    }
    report.headline().forEach(out::println);
    out.println("report: " + report.write());
    return 0;
  }

  private void film(Report report, ReportConfig config) {
    try (EnvironmentSource source =
            EnvironmentSources.open(config.connection(), command.commandLine().getErr());
        TerminalProgress progress =
            new TerminalProgress(command.commandLine().getErr(), "butterfly")) {
      report.film(source, progress);
    }
  }

  private void watch(Path directory, int port) throws InterruptedException {
    try (LiveReport live = LiveReport.serve(directory, runs, port);
        TerminalProgress progress =
            new TerminalProgress(command.commandLine().getErr(), "report")) {
      command.commandLine().getOut().println("report: " + live.address() + " until Ctrl+C");
      while (!progress.stopRequested()) {
        Thread.sleep(100);
      }
    }
  }
}
