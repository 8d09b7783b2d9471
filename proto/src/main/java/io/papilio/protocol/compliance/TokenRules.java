package io.papilio.protocol.compliance;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.papilio.protocol.contract.Expect;
import io.papilio.protocol.contract.NotApplicableException;
import io.papilio.protocol.v1.EnvironmentServiceGrpc.EnvironmentServiceBlockingStub;
import io.papilio.protocol.v1.GetServerInfoRequest;
import io.papilio.protocol.v1.ListEnvironmentsRequest;
import io.papilio.protocol.v1.RolloutRequest;
import io.papilio.protocol.v1.UploadPolicyRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** That no call passes without the token, where the server has one. */
final class TokenRules {
  private static final String REJECTED = "UNAUTHENTICATED";

  private TokenRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule("calls without a token are rejected", s -> calls(s, Optional.empty())),
        new Rule("calls with a wrong token are rejected", s -> calls(s, Optional.of("wrong"))));
  }

  private static void calls(Subject subject, Optional<String> token) {
    if (subject.config().token().isEmpty()) {
      throw new NotApplicableException("token: none given");
    }
    EnvironmentServiceBlockingStub calls = subject.channel().bareCalls(token);
    Map<String, Runnable> all = new LinkedHashMap<>();
    all.put("GetServerInfo", () -> calls.getServerInfo(GetServerInfoRequest.getDefaultInstance()));
    all.put(
        "ListEnvironments",
        () -> calls.listEnvironments(ListEnvironmentsRequest.getDefaultInstance()));
    all.forEach((name, call) -> rejected(name, call, Set.of(REJECTED)));
    // A server that has no rollouts need not have the methods.
    Set<String> absent = Set.of(REJECTED, "UNIMPLEMENTED");
    rejected(
        "UploadPolicy", () -> calls.uploadPolicy(UploadPolicyRequest.getDefaultInstance()), absent);
    rejected("Rollout", () -> calls.rollout(RolloutRequest.getDefaultInstance()).next(), absent);
    try (Dialogue dialogue = subject.stranger(token)) {
      dialogue.ends("Interact", subject.open(1), REJECTED);
    }
  }

  private static void rejected(String name, Runnable call, Set<String> codes) {
    try {
      call.run();
    } catch (StatusRuntimeException e) {
      String code = Status.fromThrowable(e).getCode().name();
      Expect.that(codes.contains(code), name + ", status", code, REJECTED);
      return;
    }
    throw new AssertionError(name + ": accepted (expected: " + REJECTED + ")");
  }
}
