package io.papilio.cli.command;

import io.papilio.cli.config.ComplianceConfig;
import io.papilio.cli.options.ErrorReporter;
import io.papilio.cli.options.RecordOptions;
import io.papilio.core.env.Environment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.envserver.catalog.VectorBounds;
import io.papilio.envserver.catalog.VectorRequest;
import io.papilio.protocol.compliance.Compliance;
import io.papilio.protocol.compliance.Finding;
import io.papilio.protocol.compliance.Finding.Verdict;
import io.papilio.protocol.contract.ContractSubject;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Holds a server in any language against the protocol and the environment contract. */
@Command(
    name = "compliance",
    description = "Check a server against the protocol; exit code 0 when every rule holds.",
    mixinStandardHelpOptions = true)
public final class ComplianceCommand implements Callable<Integer>, RecordOptions.Configured {
  @Spec private CommandSpec command;

  private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);

  @Override
  public Record defaults() {
    return ComplianceConfig.DEFAULTS;
  }

  @Override
  public Integer call() {
    ComplianceConfig config = RecordOptions.read(command, ComplianceConfig.DEFAULTS);
    EnvironmentCatalog catalog = EnvironmentCatalog.standard();
    KeywordArguments keywords = config.keywords().sent();
    PrintWriter out = command.commandLine().getOut();
    try (Compliance compliance =
        new Compliance(
            config.connection().channel("target", config.target()),
            id -> local(catalog, id, keywords))) {
      List<String> chosen = config.env().isEmpty() ? compliance.ids() : config.env();
      int width = chosen.stream().mapToInt(String::length).max().orElse(0);
      String form = "%-" + Math.max(width, Compliance.SERVER.length()) + "s  %-14s  %s%n";
      compliance.checkServer(finding -> print(out, form, finding));
      chosen.forEach(id -> compliance.checkEnvironment(id, keywords, f -> print(out, form, f)));
      out.printf(
          "%s at %s, %d environments: %d passed, %d failed, %d not applicable%n",
          compliance.serverInfo().name(),
          config.target(),
          chosen.size(),
          counts.getOrDefault(Verdict.PASSED, 0),
          counts.getOrDefault(Verdict.FAILED, 0),
          counts.getOrDefault(Verdict.NOT_APPLICABLE, 0));
    }
    return counts.containsKey(Verdict.FAILED) ? ErrorReporter.FAILED : 0;
  }

  private void print(PrintWriter out, String form, Finding finding) {
    counts.merge(finding.verdict(), 1, Integer::sum);
    String reason = finding.reason().isEmpty() ? "" : ": " + finding.reason().replace('\n', ' ');
    out.printf(form, finding.subject(), finding.verdict(), finding.rule() + reason);
    out.flush();
  }

  /** This program's own environment, which the server's must equal where it has the same id. */
  private static Optional<ContractSubject> local(
      EnvironmentCatalog catalog, String id, KeywordArguments keywords) {
    return catalog.ids().contains(id)
        ? Optional.of(
            new ContractSubject() {
              @Override
              public Environment environment(KeywordArguments options) {
                return catalog.create(id, keywords.overriddenBy(options));
              }

              @Override
              public VectorEnvironment vector(
                  KeywordArguments options, int size, AutoresetMode mode) {
                KeywordArguments all = keywords.overriddenBy(options);
                return catalog.vector(VectorRequest.of(id, all, size, mode), VectorBounds.NONE);
              }
            })
        : Optional.empty();
  }
}
