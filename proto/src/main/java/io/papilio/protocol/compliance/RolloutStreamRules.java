package io.papilio.protocol.compliance;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.papilio.core.env.KeywordArguments;
import io.papilio.protocol.client.EnvironmentChannel;
import io.papilio.protocol.contract.Expect;
import io.papilio.protocol.contract.NotApplicableException;
import io.papilio.protocol.v1.EnvironmentServiceGrpc.EnvironmentServiceBlockingStub;
import io.papilio.protocol.v1.Policy;
import io.papilio.protocol.v1.PolicyFormat;
import io.papilio.protocol.v1.RolloutChunk;
import io.papilio.protocol.v1.RolloutRequest;
import io.papilio.protocol.v1.RolloutResponse;
import io.papilio.protocol.v1.UploadPolicyRequest;
import io.papilio.protocol.v1.UploadPolicyResponse;
import java.util.Iterator;
import java.util.List;

/** The messages of rollouts and uploads, where a server has them. */
final class RolloutStreamRules {
  private static final int HORIZON = 11;
  private static final int CHUNK_STEPS = 4;
  private static final int EPISODES = 3;
  static final Policy ZERO = Policy.newBuilder().setFormat(PolicyFormat.POLICY_FORMAT_ZERO).build();

  private RolloutStreamRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule(
            "chunks follow each other up to the end of an episode", RolloutStreamRules::chunks),
        new Rule("an uploaded policy is of its connection", RolloutStreamRules::upload));
  }

  private static void chunks(Subject subject) {
    Object unused = RolloutRules.policy(subject);
    Iterator<RolloutResponse> responses =
        subject.channel().bareCalls().rollout(request(subject).setPolicy(ZERO).build());
    Expect.that(responses.next().hasStarted(), "first response", "other", "started");
    int[] next = new int[EPISODES];
    boolean[] ended = new boolean[EPISODES];
    while (responses.hasNext()) {
      RolloutChunk chunk = responses.next().getChunk();
      int episode = chunk.getEpisode();
      Expect.that(episode < EPISODES && !ended[episode], "episode", episode, "one under way");
      Expect.equal("seed", chunk.getSeed(), "" + (7 + episode));
      Expect.equal("first_step", chunk.getFirstStep(), next[episode]);
      Expect.that(chunk.getSteps() <= CHUNK_STEPS, "steps", chunk.getSteps(), "at most 4");
      next[episode] += chunk.getSteps();
      if (chunk.hasEnd()) {
        ended[episode] = true;
        Expect.equal("length", chunk.getEnd().getLength(), next[episode]);
        Expect.that(next[episode] <= HORIZON, "length", next[episode], "at most " + HORIZON);
        boolean flagged = chunk.getEnd().getTerminated() || chunk.getEnd().getTruncated();
        Expect.that(flagged, "flags of the end", "none", "terminated or truncated");
      }
    }
    for (int episode = 0; episode < EPISODES; episode++) {
      Expect.that(ended[episode], "episode " + episode, "no end", "an end");
    }
  }

  private static void upload(Subject subject) {
    Object unused = RolloutRules.policy(subject);
    EnvironmentServiceBlockingStub calls = subject.channel().bareCalls();
    UploadPolicyRequest.Builder upload = UploadPolicyRequest.newBuilder().setPolicy(ZERO);
    UploadPolicyResponse first;
    try {
      first = calls.uploadPolicy(upload.build());
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
        throw new NotApplicableException("no uploaded policies");
      }
      throw e;
    }
    Expect.equal("policy_version", first.getPolicyVersion(), 1L);
    UploadPolicyResponse second =
        calls.uploadPolicy(upload.setPolicyId(first.getPolicyId()).build());
    Expect.equal("policy_id", second.getPolicyId(), first.getPolicyId());
    Expect.equal("policy_version", second.getPolicyVersion(), 2L);
    RolloutRequest byId = request(subject).setPolicyId(first.getPolicyId()).build();
    Iterator<RolloutResponse> responses = calls.rollout(byId);
    Expect.equal("policy_version", responses.next().getStarted().getPolicyVersion(), 2L);
    responses.forEachRemaining(
        response ->
            Expect.equal("policy_id", response.getChunk().getPolicyId(), first.getPolicyId()));
    try (EnvironmentChannel stranger = EnvironmentChannel.connect(subject.config())) {
      Object started = stranger.bareCalls().rollout(byId).next();
      throw new AssertionError(
          "a policy of another connection: " + started + " (expected: NOT_FOUND)");
    } catch (StatusRuntimeException e) {
      Expect.equal("policy of another connection", e.getStatus().getCode(), Status.Code.NOT_FOUND);
    }
  }

  private static RolloutRequest.Builder request(Subject subject) {
    return RolloutRequest.newBuilder()
        .setEnvironmentId(subject.spec().id())
        .setOptions(subject.options(KeywordArguments.NONE))
        .setEpisodes(EPISODES)
        .setFirstSeed(7)
        .setHorizon(HORIZON)
        .setChunkSteps(CHUNK_STEPS);
  }
}
