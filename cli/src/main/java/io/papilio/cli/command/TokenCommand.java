package io.papilio.cli.command;

import io.papilio.envserver.access.TokenFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives a client of a server a token. */
@Command(
    name = "token",
    description = "Add a client to a server's file of tokens, and print its new token.",
    mixinStandardHelpOptions = true)
public final class TokenCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(paramLabel = "NAME", description = "name of the client, for limits and logs")
  private String name;

  @Option(
      names = "--tokens",
      paramLabel = "FILE",
      required = true,
      description = "the file of ./papilio serve --tokens, which gets the token's digest")
  private Path file;

  @Override
  public Integer call() {
    command.commandLine().getOut().println(TokenFile.add(file, name));
    return 0;
  }
}
