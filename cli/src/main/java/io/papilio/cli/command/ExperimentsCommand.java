package io.papilio.cli.command;

import io.papilio.cli.config.ExperimentsConfig;
import io.papilio.cli.options.RecordOptions;
import io.papilio.laboratory.experiment.Cost;
import io.papilio.laboratory.experiment.Experiment;
import io.papilio.laboratory.experiment.Experiments;
import io.papilio.laboratory.experiment.Scale;
import io.papilio.laboratory.study.StudyGroup;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the experiments, or prints the file of one. */
@Command(
    name = "experiments",
    description = "List the experiments that can be reproduced, or print the file of one of them.",
    mixinStandardHelpOptions = true)
public final class ExperimentsCommand implements Callable<Integer>, RecordOptions.Configured {
  private static final String LINE = "%-23s %-33s %5s %9s %9s %9s  %s%n";

  @Spec private CommandSpec command;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "experiment whose file is printed; by default all are listed")
  private String name;

  @Override
  public Record defaults() {
    return ExperimentsConfig.DEFAULTS;
  }

  @Override
  public Integer call() {
    ExperimentsConfig config = RecordOptions.read(command, ExperimentsConfig.DEFAULTS);
    PrintWriter out = command.commandLine().getOut();
    if (name != null) {
      out.print(Experiments.text(name));
      out.flush();
      return 0;
    }
    out.printf(LINE, "name", "source", "runs", "smoke", "laptop", "paper", "varies");
    for (String one : Experiments.names()) {
      Experiment experiment = Experiments.of(one);
      out.printf(
          LINE,
          one,
          experiment.source(),
          experiment.parts(Scale.PAPER).stream().mapToInt(p -> p.runs(Scale.PAPER).size()).sum(),
          cost(experiment, Scale.SMOKE, config.seeds()),
          cost(experiment, Scale.LAPTOP, config.seeds()),
          cost(experiment, Scale.PAPER, config.seeds()),
          experiment.varies());
    }
    out.println();
    for (StudyGroup group : ReproduceCommand.STUDIES) {
      out.printf("%-22s %s%n", group.name(), "all of these claims; they have one size");
      group
          .studies()
          .forEach(study -> out.printf("%-26s %s%n", "  " + study.name(), study.source()));
    }
    out.println();
    out.println(
        "smoke, laptop, paper: processor time at that scale, roughly, of all training seeds");
    return 0;
  }

  private static String cost(Experiment experiment, Scale scale, int seeds) {
    int counted = seeds == 0 ? scale.seeds() : seeds;
    return Cost.text(counted * Cost.seconds(experiment, scale));
  }
}
