package io.papilio.cli.command;

import io.papilio.cli.config.EnvironmentsConfig;
import io.papilio.cli.listing.EnvironmentJson;
import io.papilio.cli.listing.EnvironmentPage;
import io.papilio.cli.listing.EnvironmentTable;
import io.papilio.cli.listing.ListedEnvironment;
import io.papilio.cli.options.RecordOptions;
import io.papilio.cli.source.EnvironmentSources;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.validation.Require;
import io.papilio.core.vector.EnvironmentSource;
import io.papilio.core.wrapper.WrapperDescription;
import io.papilio.core.wrapper.Wrappers;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists what can be served, or describes one environment. */
@Command(
    name = "environments",
    description = "List the environments that can be served, or describe one of them.",
    mixinStandardHelpOptions = true)
public final class EnvironmentsCommand implements Callable<Integer>, RecordOptions.Configured {
  private static final String UNREPORTED =
      "The server does not report tasks, rewards, keyword arguments and wrappers.";

  @Spec private CommandSpec command;

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      description = "environment to describe, for example Hopper-v5; by default all are listed")
  private String id;

  @Option(names = "--json", description = "print JSON instead of text")
  private boolean json;

  @Override
  public Record defaults() {
    return EnvironmentsConfig.DEFAULTS;
  }

  @Override
  public Integer call() {
    EnvironmentsConfig config = RecordOptions.read(command, EnvironmentsConfig.DEFAULTS);
    boolean plain = config.keywords().envKeyword().isEmpty();
    Require.that(id != null || plain, "envKeyword", config.keywords(), "the ID of an environment");
    boolean local = config.connection().server().isEmpty();
    List<ListedEnvironment> environments = local ? local(config) : remote(config);
    List<WrapperDescription> wrappers = local ? Wrappers.descriptions() : List.of();
    PrintWriter out = command.commandLine().getOut();
    out.print(json ? EnvironmentJson.of(environments, wrappers) : text(environments, wrappers));
    out.flush();
    return 0;
  }

  private String text(List<ListedEnvironment> environments, List<WrapperDescription> wrappers) {
    String text =
        id == null
            ? EnvironmentTable.of(environments)
            : EnvironmentPage.of(environments.get(0)) + "\n";
    return text + (wrappers.isEmpty() ? UNREPORTED + "\n" : EnvironmentPage.of(wrappers));
  }

  private List<ListedEnvironment> local(EnvironmentsConfig config) {
    EnvironmentCatalog catalog =
        EnvironmentCatalog.standard(config.plugin().stream().map(Path::of).toList());
    Stream<String> chosen = id == null ? catalog.ids().stream() : Stream.of(id);
    return chosen
        .map(
            one ->
                ListedEnvironment.local(
                    catalog.spec(one, config.keywords().sent()), catalog.description(one)))
        .toList();
  }

  private List<ListedEnvironment> remote(EnvironmentsConfig config) {
    KeywordArguments keywords = config.keywords().sent();
    try (EnvironmentSource source =
        EnvironmentSources.open(config.connection(), command.commandLine().getErr())) {
      List<ListedEnvironment> chosen =
          source.specs().stream()
              .filter(spec -> id == null || spec.id().equals(id))
              .map(
                  spec -> keywords.equals(KeywordArguments.NONE) ? spec : source.spec(id, keywords))
              .map(ListedEnvironment::remote)
              .toList();
      if (id != null && chosen.isEmpty()) {
        throw EnvironmentException.unknown(
            id, source.specs().stream().map(EnvironmentSpec::id).toList());
      }
      return chosen;
    }
  }
}
