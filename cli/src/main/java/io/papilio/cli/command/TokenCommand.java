package io.papilio.cli.command;

import io.papilio.cli.config.TokenConfig;
import io.papilio.cli.options.RecordOptions;
import io.papilio.envserver.access.TokenFile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives a client of a server a token. */
@Command(
    name = "token",
    description = "Add a client to a server's file of tokens, and print its new token.",
    mixinStandardHelpOptions = true)
public final class TokenCommand implements Callable<Integer>, RecordOptions.Configured {
  @Spec private CommandSpec command;

  @Parameters(paramLabel = "NAME", description = "name of the client, for limits and logs")
  private String name;

  @Override
  public Record defaults() {
    return TokenConfig.DEFAULTS;
  }

  @Override
  public Integer call() {
    TokenConfig config = RecordOptions.read(command, TokenConfig.DEFAULTS);
    command.commandLine().getOut().println(TokenFile.add(config.file(), name));
    return 0;
  }
}
