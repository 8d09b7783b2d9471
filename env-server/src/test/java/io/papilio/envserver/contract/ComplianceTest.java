package io.papilio.envserver.contract;

import static io.papilio.core.env.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Reason;
import io.papilio.core.env.Rendering;
import io.papilio.core.settings.Settings;
import io.papilio.core.wrapper.TimeLimit;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.envserver.fixture.ServedDriftEnvironment;
import io.papilio.envserver.fixture.TestEnvironments;
import io.papilio.protocol.client.ChannelConfig;
import io.papilio.protocol.compliance.Compliance;
import io.papilio.protocol.compliance.Finding;
import io.papilio.protocol.compliance.Finding.Verdict;
import io.papilio.protocol.contract.ContractSubject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the compliance rules say of servers that are right, and of one that is not. */
class ComplianceTest {
  private static final Set<String> NOT_FOR_ALL =
      Set.of("no rollouts, or other spaces than vectors", "no infos", "no render mode rgb_array");

  private static Optional<ContractSubject> noReference(String id) {
    return Optional.empty();
  }

  private static EnvServer serve(Map<String, String> settings) {
    return EnvServer.start(
        Settings.of(EnvServerConfig.DEFAULTS.withPort(0)).with(settings),
        TestEnvironments.catalog());
  }

  private static List<String> notPassed(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.verdict() != Verdict.PASSED)
        .map(finding -> finding.verdict() + ": " + finding.rule() + finding.reason())
        .toList();
  }

  @Test
  void everyRuleAboutTheServerAppliesAndHolds() {
    Map<String, String> settings =
        Map.of(
            "max-sessions", "3",
            "max-environments", "8",
            "max-message-bytes", "65536",
            "lease-seconds", "2",
            "token", "secret");
    List<Finding> findings = new ArrayList<>();
    try (EnvServer server = serve(settings);
        Compliance compliance =
            new Compliance(
                ChannelConfig.of(server.target()).withToken("secret"),
                ComplianceTest::noReference)) {
      compliance.checkServer(findings::add);
    }
    assertEquals(List.of(), notPassed(findings));
  }

  @Test
  void everyRuleAboutAnEnvironmentHolds() {
    EnvironmentCatalog catalog = TestEnvironments.catalog();
    try (EnvServer server = serve(Map.of());
        Compliance compliance =
            new Compliance(
                ChannelConfig.of(server.target()),
                id -> Optional.of(ContractTest.direct(catalog, id)))) {
      for (String id : compliance.ids()) {
        List<Finding> findings = new ArrayList<>();
        compliance.checkEnvironment(id, findings::add);
        // The others have no infos, no frames, and spaces that no policy of the protocol fits.
        boolean all = id.equals("Drift-v0");
        findings.removeIf(finding -> !all && NOT_FOR_ALL.contains(finding.reason()));
        assertEquals(List.of(), notPassed(findings), id);
      }
    }
  }

  /** As many of Gymnasium's, whose frames are of other modes than ours, too. */
  @Test
  void environmentThatTruncatesByItselfIsRightAndComparedWhateverItsFrames() {
    EnvironmentSpec spec = TestEnvironments.DRIFT;
    EnvironmentCatalog catalog = truncating(spec);
    EnvironmentCatalog reference =
        truncating(spec.withRendering(new Rendering(List.of("rgb_array", "depth_array"), 30)));
    List<Finding> findings = new ArrayList<>();
    try (EnvServer server = EnvServer.start(EnvServerConfig.DEFAULTS.withPort(0), catalog);
        Compliance compliance =
            new Compliance(
                ChannelConfig.of(server.target()),
                id -> Optional.of(ContractTest.direct(reference, id)))) {
      compliance.checkEnvironment(spec.id(), findings::add);
    }
    assertEquals(List.of(), notPassed(findings));
  }

  private static EnvironmentCatalog truncating(EnvironmentSpec spec) {
    return new EnvironmentCatalog(
        List.of(
            new TestEnvironments.Factory(
                spec,
                keywords -> new TimeLimit(new ServedDriftEnvironment(spec), OptionalInt.of(1)))));
  }

  @Test
  void environmentsAreMadeWithTheKeywordsWhereverARuleGivesNoOther() {
    EnvironmentCatalog catalog = TestEnvironments.catalog();
    KeywordArguments two = KeywordArguments.of("max_episode_steps", 2);
    List<Finding> findings = new ArrayList<>();
    try (EnvServer server = serve(Map.of());
        Compliance compliance =
            new Compliance(
                ChannelConfig.of(server.target()),
                // Without the keywords.
                id -> Optional.of(ContractTest.direct(catalog, id)))) {
      compliance.checkEnvironment("Drift-v0", two, findings::add);
    }
    assertEquals(
        List.of("both ways agree on the spec", "both ways agree on an environment"),
        findings.stream()
            .filter(finding -> finding.verdict() == Verdict.FAILED)
            .map(Finding::rule)
            .toList());
  }

  /** Another environment as the reference stands for a server whose numbers are wrong. */
  @Test
  void wrongNumbersAreFound() {
    ContractSubject other = ContractTest.direct(TestEnvironments.catalog(), "Switch-v0");
    List<Finding> findings = new ArrayList<>();
    try (EnvServer server = serve(Map.of());
        Compliance compliance =
            new Compliance(ChannelConfig.of(server.target()), id -> Optional.of(other))) {
      compliance.checkEnvironment("Drift-v0", findings::add);
    }
    List<String> found = notPassed(findings);
    assertEquals(3, found.size(), found.toString());
    assertTrue(found.get(0).startsWith("failed: both ways agree on the spec"), found.get(0));
    assertTrue(found.get(1).startsWith("failed: both ways agree on an environment"), found.get(1));
  }

  @Test
  void unlistedEnvironmentIsRejected() {
    try (EnvServer server = serve(Map.of());
        Compliance compliance =
            new Compliance(ChannelConfig.of(server.target()), ComplianceTest::noReference)) {
      assertFails(
          Reason.UNKNOWN_ENVIRONMENT, () -> compliance.checkEnvironment("Drift-v9", finding -> {}));
    }
  }
}
