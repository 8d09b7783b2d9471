package io.papilio.cli;

import io.papilio.cli.command.BenchCommand;
import io.papilio.cli.command.CloneCommand;
import io.papilio.cli.command.ComplianceCommand;
import io.papilio.cli.command.DemonstrateCommand;
import io.papilio.cli.command.EvaluateCommand;
import io.papilio.cli.command.RenderCommand;
import io.papilio.cli.command.ServeCommand;
import io.papilio.cli.command.TrainExpertCommand;
import io.papilio.cli.options.ErrorReporter;
import io.papilio.cli.options.RecordOptions;
import io.papilio.cli.options.UnreadVariables;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code ./papilio}. */
@Command(
    name = "papilio",
    description = "Gymnasium environments over gRPC, and stabilised imitation learning.",
    mixinStandardHelpOptions = true,
    version = "papilio 0.1.0",
    subcommands = {
      CloneCommand.class,
      DemonstrateCommand.class,
      ServeCommand.class,
      TrainExpertCommand.class,
      EvaluateCommand.class,
      RenderCommand.class,
      ComplianceCommand.class,
      BenchCommand.class
    })
public final class Papilio implements RecordOptions.Variables {
  private final Map<String, String> variables;

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
    for (CommandLine command : line.getSubcommands().values()) {
      RecordOptions.addTo(command);
      // The record's order says more than the alphabet's, and a list of all options is no synopsis.
      command.getCommandSpec().usageMessage().sortOptions(false).abbreviateSynopsis(true);
    }
    line.setOut(out).setErr(err);
    line.setUsageHelpWidth(100);
    line.setParameterExceptionHandler(ErrorReporter::onBadArguments);
    line.setExecutionExceptionHandler(ErrorReporter::onFailure);
    line.setExecutionStrategy(
        parsed -> {
          UnreadVariables.warn(line, variables.keySet());
          return new CommandLine.RunLast().execute(parsed);
        });
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
