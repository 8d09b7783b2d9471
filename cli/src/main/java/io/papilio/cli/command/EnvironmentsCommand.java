package io.papilio.cli.command;

import io.papilio.cli.listing.EnvironmentJson;
import io.papilio.cli.listing.EnvironmentPage;
import io.papilio.cli.listing.EnvironmentTable;
import io.papilio.cli.listing.ListedEnvironment;
import io.papilio.cli.options.RecordOptions;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.NearestNames;
import io.papilio.core.wrapper.WrapperDescription;
import io.papilio.core.wrapper.Wrappers;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists what can be served, or describes one environment. */
@Command(
    name = "environments",
    description = "List the environments that can be served, or describe one of them.",
    mixinStandardHelpOptions = true)
public final class EnvironmentsCommand implements Callable<Integer>, RecordOptions.Configured {
  private static final String UNREPORTED =
      "A server reports no tasks, rewards, keyword arguments and wrappers.";

  @Spec private CommandSpec command;

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      description = "environment to describe, for example Hopper-v5; by default all are listed")
  private String id;

  @Override
  public Record defaults() {
    return EnvironmentsConfig.DEFAULTS;
  }

  @Override
  public Integer call() {
    EnvironmentsConfig config = RecordOptions.read(command, EnvironmentsConfig.DEFAULTS);
    boolean local = config.connection().server().isEmpty();
    List<ListedEnvironment> environments = local ? local() : remote(config);
    List<WrapperDescription> wrappers = local ? Wrappers.descriptions() : List.of();
    command
        .commandLine()
        .getOut()
        .print(
            config.json()
                ? EnvironmentJson.of(environments, wrappers) + "\n"
                : text(environments, wrappers));
    command.commandLine().getOut().flush();
    return 0;
  }

  private String text(List<ListedEnvironment> environments, List<WrapperDescription> wrappers) {
    String text =
        id == null
            ? EnvironmentTable.of(environments)
            : EnvironmentPage.of(environments.get(0)) + "\n";
    return text + (wrappers.isEmpty() ? UNREPORTED + "\n" : EnvironmentPage.of(wrappers));
  }

  private List<ListedEnvironment> local() {
    EnvironmentCatalog catalog = EnvironmentCatalog.standard();
    return (id == null ? List.copyOf(catalog.ids()) : List.of(id))
        .stream()
            .map(
                one ->
                    ListedEnvironment.local(
                        catalog.spec(one, KeywordArguments.NONE), catalog.description(one)))
            .toList();
  }

  private List<ListedEnvironment> remote(EnvironmentsConfig config) {
    try (EnvironmentSource source = EnvironmentSource.open(config.connection())) {
      List<EnvironmentSpec> specs = source.specs();
      if (id != null && specs.stream().noneMatch(spec -> spec.id().equals(id))) {
        List<String> ids = specs.stream().map(EnvironmentSpec::id).toList();
        throw new InvalidValueException(
            "environment id",
            id,
            "an id of the server, for example " + String.join(", ", NearestNames.to(id, ids, 3)));
      }
      return specs.stream()
          .filter(spec -> id == null || spec.id().equals(id))
          .map(ListedEnvironment::remote)
          .toList();
    }
  }
}
