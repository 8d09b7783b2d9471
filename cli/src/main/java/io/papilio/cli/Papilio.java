package io.papilio.cli;

import io.papilio.cli.command.BenchCommand;
import io.papilio.cli.command.CloneCommand;
import io.papilio.cli.command.ComplianceCommand;
import io.papilio.cli.command.DemonstrateCommand;
import io.papilio.cli.command.DiagnoseCommand;
import io.papilio.cli.command.EnvironmentsCommand;
import io.papilio.cli.command.EvaluateCommand;
import io.papilio.cli.command.ExperimentsCommand;
import io.papilio.cli.command.ExportCommand;
import io.papilio.cli.command.RenderCommand;
import io.papilio.cli.command.ReportCommand;
import io.papilio.cli.command.ReproduceCommand;
import io.papilio.cli.command.RolloutCommand;
import io.papilio.cli.command.ServeCommand;
import io.papilio.cli.command.TokenCommand;
import io.papilio.cli.command.TrainExpertCommand;
import io.papilio.cli.language.GenerateCommand;
import io.papilio.cli.language.TrainLanguageCommand;
import io.papilio.cli.options.ErrorReporter;
import io.papilio.cli.options.RecordOptions;
import io.papilio.core.provenance.SourceVersion;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code ./papilio}. */
@Command(
    name = "papilio",
    description =
        "Gymnasium environments over gRPC, and a laboratory for stabilized imitation learning.",
    footer = {
      "",
      "In a checkout, ./papilio package builds the Python wheel, the npm tarball and the"
          + " container image of the server."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Papilio.Version.class,
    subcommands = {
      CloneCommand.class,
      DemonstrateCommand.class,
      ServeCommand.class,
      TokenCommand.class,
      EnvironmentsCommand.class,
      TrainExpertCommand.class,
      EvaluateCommand.class,
      RolloutCommand.class,
      RenderCommand.class,
      ReportCommand.class,
      ComplianceCommand.class,
      ExperimentsCommand.class,
      ReproduceCommand.class,
      TrainLanguageCommand.class,
      GenerateCommand.class,
      DiagnoseCommand.class,
      ExportCommand.class,
      BenchCommand.class
    })
public final class Papilio implements RecordOptions.Variables {
  private final Map<String, String> variables;

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"papilio " + SourceVersion.ofThisBuild().describe()};
    }
  }

  private Papilio(Map<String, String> variables) {
    this.variables = variables;
  }

  @Override
  public Map<String, String> variables() {
    return variables;
  }

  /** Exit codes: 0 done, 1 failed, 2 wrong input, 130 interrupted. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, java.nio.charset.StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, java.nio.charset.StandardCharsets.UTF_8);
    System.exit(run(out, err, System.getenv(), arguments));
  }

  /** Runs one command line and returns its exit code. */
  public static int run(
      PrintWriter out, PrintWriter err, Map<String, String> variables, String... arguments) {
    CommandLine line = new CommandLine(new Papilio(variables));
    // Loading the records of all commands would take longer than printing the help of one.
    Arrays.stream(arguments)
        .map(line.getSubcommands()::get)
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(RecordOptions::addTo);
    line.setOut(out).setErr(err);
    line.setUsageHelpWidth(100);
    // The last one counts; a list has them all.
    line.setOverwrittenOptionsAllowed(true);
    line.setParameterExceptionHandler(ErrorReporter::onBadArguments);
    line.setExecutionExceptionHandler(ErrorReporter::onFailure);
    if (arguments.length == 0) {
      line.usage(out);
      return ErrorReporter.WRONG_INPUT;
    }
    try {
      return line.execute(arguments);
    } catch (OutOfMemoryError e) {
      return ErrorReporter.onMissingMemory(line, e);
    }
  }
}
