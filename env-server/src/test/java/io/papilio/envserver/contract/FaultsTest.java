package io.papilio.envserver.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.Struct;
import io.grpc.Status;
import io.papilio.core.settings.Settings;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.envserver.fixture.FaultyServer;
import io.papilio.envserver.fixture.FaultyServer.Fault;
import io.papilio.envserver.fixture.TestEnvironments;
import io.papilio.protocol.client.ChannelConfig;
import io.papilio.protocol.compliance.Compliance;
import io.papilio.protocol.compliance.Finding;
import io.papilio.protocol.compliance.Finding.Verdict;
import io.papilio.protocol.v1.GetServerInfoResponse;
import io.papilio.protocol.v1.ImageEncoding;
import io.papilio.protocol.v1.InteractRequest;
import io.papilio.protocol.v1.InteractRequest.RequestCase;
import io.papilio.protocol.v1.OpenRequest;
import io.papilio.protocol.v1.RolloutRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that are wrong in one thing: each breaks its rule. */
@Timeout(60)
class FaultsTest {
  private static final String TOKEN = "secret";

  /** Longer than a message takes. */
  private static final int LEASE = 2;

  static Stream<Arguments> faultsOfAServer() {
    return Stream.of(
        arguments("calls without a token are rejected", new Fault().lettingIn(TOKEN)),
        arguments("calls with a wrong token are rejected", new Fault().lettingIn(TOKEN)),
        arguments(
            "a closed session makes room",
            new Fault().ending(request -> isA(RequestCase.CLOSE, request), Status.OK, 0)),
        arguments("a half-closed session makes room", new Fault().deafToHalfClose()),
        arguments("a canceled session makes room", new Fault().deafToCancel()),
        arguments(
            "a session that ended by an error makes room",
            new Fault().ending(FaultsTest::isUnknown, Status.INVALID_ARGUMENT, 0)),
        arguments(
            "closed environments make room",
            new Fault().ending(request -> isA(RequestCase.CLOSE, request), Status.OK, 0)));
  }

  static Stream<Arguments> faultsOfAnEnvironment() {
    return Stream.of(
        open("each environment has its overrides", OpenRequest.Builder::clearOverrides),
        open("overrides that are not one for each are rejected", FaultsTest::fillOverrides),
        open("wrappers have their effect", OpenRequest.Builder::clearWrappers),
        open("an unknown wrapper is rejected", OpenRequest.Builder::clearWrappers),
        open("an unknown keyword is rejected", OpenRequest.Builder::clearOptions),
        open("an episode is truncated at the limit", OpenRequest.Builder::clearOptions),
        open("only the wanted info columns come", OpenRequest.Builder::clearInfo),
        open(
            "a wanted info column comes as among all",
            open -> open.hasInfo() ? open.setInfo(open.getInfo().toBuilder().clearNames()) : open),
        request(
            "a render has a frame of each environment asked for",
            request -> {
              request.getRenderBuilder().clearIndices();
              return request;
            },
            RequestCase.RENDER),
        request(
            "frames have the encoding asked for",
            request -> {
              request.getRenderBuilder().setEncoding(ImageEncoding.IMAGE_ENCODING_RAW);
              return request;
            },
            RequestCase.RENDER),
        request(
            "seeds may be given one by one",
            request -> {
              request.getResetBuilder().clearSeeding();
              return request;
            },
            RequestCase.RESET),
        rollout("a rollout runs the seeds that are given", FaultsTest::ownSeeds),
        rollout("returns come without steps", RolloutRequest.Builder::clearContent),
        rollout("steps are left out as asked", RolloutRequest.Builder::clearEvery),
        rollout("numbers are rounded as asked", RolloutRequest.Builder::clearDtype),
        rollout("an unknown wrapper of a rollout is rejected", b -> b.clearWrappers()),
        rollout("a rollout gives the episodes of a session", b -> b.clearOptions()),
        rollout("chunks follow each other up to the end of an episode", b -> b.clearChunkSteps()),
        rollout(
            "a policy of another digest is rejected",
            rollout -> {
              rollout.getPolicyBuilder().clearDigest();
              return rollout;
            }));
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource
  void faultsOfAServer(String rule, Fault fault) {
    List<Finding> findings = check(Map.of(), fault, true);
    assertTrue(failed(findings).contains(rule), () -> rule + " of " + findings);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource
  void faultsOfAnEnvironment(String rule, Fault fault) {
    List<Finding> findings = check(Map.of(), fault, false);
    assertTrue(failed(findings).contains(rule), () -> rule + " of " + failed(findings));
  }

  @Test
  void ignoredLeaseIsFoundSoonAfterIt() {
    List<Finding> findings = check(Map.of(), leased(), true);
    assertEquals(List.of("a session without requests ends with its lease"), failed(findings));
  }

  @Test
  void requestsExtendALease() {
    Fault early = leased().expiringAfter(1000L * LEASE);
    List<String> failed = failed(check(Map.of(), early, true));
    assertTrue(failed.contains("requests keep a session beyond its lease"), failed.toString());
  }

  /** A lease that is shorter than the upload of a message at the limit is no fault. */
  @Test
  void messageThatTakesLongerThanTheLeaseShowsNothing() {
    String rule = "a message that is too large ends the stream";
    Fault slow =
        new Fault()
            .ending(
                request ->
                    request instanceof InteractRequest open && open.getSerializedSize() > 65536,
                Status.DEADLINE_EXCEEDED,
                1000L * LEASE + 100)
            // The sessions of the rule before are still there when they have been canceled.
            .slowToCancel(500);
    Finding late = find(rule, check(Map.of("lease-seconds", "" + LEASE), slow, true));
    assertEquals(Verdict.NOT_APPLICABLE, late.verdict(), late.reason());
    // At once, it is one.
    Fault wrong =
        new Fault()
            .ending(
                request ->
                    request instanceof InteractRequest open && open.getSerializedSize() > 65536,
                Status.DEADLINE_EXCEEDED,
                0);
    assertEquals(
        Verdict.FAILED,
        find(rule, check(Map.of("lease-seconds", "" + LEASE), wrong, true)).verdict());
  }

  private static Fault leased() {
    return new Fault()
        .changing(
            GetServerInfoResponse.class,
            info ->
                info.toBuilder()
                    .setLimits(info.getLimits().toBuilder().setLeaseSeconds(LEASE))
                    .build());
  }

  private static List<Finding> check(Map<String, String> more, Fault fault, boolean ofServer) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "max-sessions", "4",
                "max-environments", "12",
                "max-message-bytes", "65536",
                "lease-seconds", "0",
                "drain-seconds", "0",
                "token", TOKEN));
    settings.putAll(more);
    List<Finding> findings = new ArrayList<>();
    try (EnvServer right =
            EnvServer.start(
                Settings.of(EnvServerConfig.DEFAULTS.withPort(0)).with(settings),
                TestEnvironments.catalog());
        FaultyServer wrong = new FaultyServer(right.target(), fault);
        Compliance compliance =
            new Compliance(
                ChannelConfig.of(wrong.target()).withToken(TOKEN), id -> Optional.empty())) {
      if (ofServer) {
        compliance.checkServer(findings::add);
      } else {
        compliance.checkEnvironment("Drift-v0", findings::add);
      }
    }
    return findings;
  }

  private static List<String> failed(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.verdict() == Verdict.FAILED)
        .map(Finding::rule)
        .toList();
  }

  private static Finding find(String rule, List<Finding> findings) {
    return findings.stream().filter(f -> f.rule().equals(rule)).findFirst().orElseThrow();
  }

  private static boolean isA(RequestCase kind, Object request) {
    return request instanceof InteractRequest one && one.getRequestCase() == kind;
  }

  private static boolean isUnknown(Object request) {
    return request instanceof InteractRequest one
        && one.getOpen().getEnvironmentId().equals("No-such-v0");
  }

  private static OpenRequest.Builder fillOverrides(OpenRequest.Builder open) {
    while (open.getOverridesCount() > 0 && open.getOverridesCount() < open.getNumEnvs()) {
      open.addOverrides(Struct.getDefaultInstance());
    }
    return open;
  }

  private static RolloutRequest.Builder ownSeeds(RolloutRequest.Builder rollout) {
    return rollout.getSeedsCount() == 0
        ? rollout
        : rollout.setEpisodes(rollout.getSeedsCount()).clearSeeds();
  }

  private static Arguments open(String rule, UnaryOperator<OpenRequest.Builder> change) {
    return request(
        rule,
        request -> request.setOpen(change.apply(request.getOpen().toBuilder())),
        RequestCase.OPEN);
  }

  private static Arguments request(
      String rule, UnaryOperator<InteractRequest.Builder> change, RequestCase kind) {
    return arguments(
        rule,
        new Fault()
            .changing(
                InteractRequest.class,
                request ->
                    isA(kind, request) ? change.apply(request.toBuilder()).build() : request));
  }

  private static Arguments rollout(String rule, UnaryOperator<RolloutRequest.Builder> change) {
    return arguments(
        rule,
        new Fault()
            .changing(RolloutRequest.class, request -> change.apply(request.toBuilder()).build()));
  }
}
