package io.papilio.cli.language;

import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.run.RunManifest;
import io.papilio.cli.command.Manifests;
import io.papilio.cli.options.RecordOptions;
import io.papilio.cli.terminal.TerminalProgress;
import io.papilio.laboratory.language.LanguageReport;
import io.papilio.laboratory.language.LanguageRun;
import io.papilio.learner.averaging.AverageSpec;
import io.papilio.learner.tensor.TensorEngine;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Trains a language model and compares the raw iterates with averages of them. */
@Command(
    name = "train-language",
    description = "Train a language model on text; compare raw iterates with their averages.",
    mixinStandardHelpOptions = true)
public final class TrainLanguageCommand implements Callable<Integer>, RecordOptions.Configured {
  @Spec private CommandSpec command;

  @Override
  public Record defaults() {
    return TrainLanguageConfig.DEFAULTS;
  }

  @Override
  public Integer call() {
    TrainLanguageConfig config = RecordOptions.read(command, TrainLanguageConfig.DEFAULTS);
    TensorEngine.requireAvailable(config.language().model().device());
    PrintWriter out = command.commandLine().getOut();
    LanguageRun language = LanguageRun.of(config.language());
    RunManifest manifest =
        Manifests.begin(
            command, config, config.language().seed(), language.inputs(), TensorEngine.libraries());
    try (Run run = Run.open(config.path(), language.identity(), manifest)) {
      if (run.isFinished()) {
        out.println(run.directory() + ": this run is finished; its results again:");
      } else {
        train(run, language, config.language().data().text());
      }
    }
    LanguageReport report = LanguageReport.read(config.path(), List.of(config.path()));
    report.summary().forEach(out::println);
    out.println("report: " + report.write());
    return 0;
  }

  private void train(Run run, LanguageRun language, String text) {
    PrintWriter out = command.commandLine().getOut();
    out.printf(
        "training a language model on %s (%,d documents), run directory %s%n",
        text, language.summary().documents(), run.directory());
    AverageSpec.warnings(language.config().averages(), language.config().steps())
        .forEach(out::println);
    try (TerminalProgress progress = new TerminalProgress(command.commandLine().getErr(), text)) {
      run.execute(progress, p -> language.execute(run, p));
    }
  }
}
