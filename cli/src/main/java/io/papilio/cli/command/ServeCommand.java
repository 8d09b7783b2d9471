package io.papilio.cli.command;

import io.papilio.cli.config.ServeConfig;
import io.papilio.cli.options.RecordOptions;
import io.papilio.cli.source.PolicySource;
import io.papilio.cli.terminal.Interrupts;
import io.papilio.cli.terminal.SpaceText;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Serves all environments until a signal. */
@Command(
    name = "serve",
    description = "Serve all environments over gRPC until SIGINT or SIGTERM.",
    mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer>, RecordOptions.Configured {
  @Spec private CommandSpec command;

  @Override
  public Record defaults() {
    return ServeConfig.DEFAULTS;
  }

  @Override
  public Integer call() throws InterruptedException {
    ServeConfig config = RecordOptions.read(command, ServeConfig.DEFAULTS);
    // Read by logback.xml when the first logger is made, by the server.
    System.setProperty("papilio.log.level", "info");
    if (!config.auditLog().isEmpty()) {
      OutputFile.require("audit-log", Path.of(config.auditLog()));
      System.setProperty("papilio.audit", config.auditLog());
    }
    System.setProperty("papilio.log", config.log().name().toLowerCase(Locale.ROOT));
    EnvironmentCatalog catalog = EnvironmentCatalog.standard(config.plugins());
    PrintWriter out = command.commandLine().getOut();
    EnvServer server = EnvServer.start(config.server(), catalog, PolicySource.SHIPPED);
    String stopping = "stopping: waiting for sessions, " + config.server().drainSeconds() + " s";
    // At the first signal new sessions are rejected and running ones may finish.
    try (Interrupts interrupts =
        Interrupts.handle(
            () -> {
              out.println(stopping);
              server.close();
            })) {
      for (String id : catalog.ids()) {
        out.println(describe(catalog.spec(id, KeywordArguments.NONE)));
      }
      out.println("serving " + catalog.ids().size() + " environments at " + server.target());
      server.metricsTarget().ifPresent(t -> out.println("metrics at http://" + t + "/metrics"));
      server.awaitStopped();
    }
    out.println("stopped");
    return 0;
  }

  private static String describe(EnvironmentSpec spec) {
    return String.format(
        "  %-28s observation %-22s action %s",
        spec.id(), SpaceText.of(spec.observationSpace()), SpaceText.of(spec.actionSpace()));
  }
}
