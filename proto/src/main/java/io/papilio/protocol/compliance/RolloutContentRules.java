package io.papilio.protocol.compliance;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.papilio.core.env.KeywordArguments;
import io.papilio.protocol.contract.Expect;
import io.papilio.protocol.v1.DType;
import io.papilio.protocol.v1.Policy;
import io.papilio.protocol.v1.RolloutChunk;
import io.papilio.protocol.v1.RolloutContent;
import io.papilio.protocol.v1.RolloutRequest;
import io.papilio.protocol.v1.RolloutResponse;
import io.papilio.protocol.v1.Wrapper;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** That a rollout has the seeds, and the content, that were asked for. */
final class RolloutContentRules {
  private static final int HORIZON = 6;

  private RolloutContentRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule("a rollout runs the seeds that are given", RolloutContentRules::seeds),
        new Rule("returns come without steps", RolloutContentRules::returns),
        new Rule("steps are left out as asked", RolloutContentRules::every),
        new Rule("numbers are rounded as asked", RolloutContentRules::rounding),
        new Rule("a policy of another digest is rejected", RolloutContentRules::digest),
        new Rule("an unknown wrapper of a rollout is rejected", RolloutContentRules::wrapper));
  }

  private static void seeds(Subject subject) {
    List<String> seeds = List.of("9", "3", "9");
    RolloutRequest request = request(subject).clearEpisodes().addAllSeeds(seeds).build();
    String[] heard = new String[seeds.size()];
    Double[] returns = new Double[seeds.size()];
    for (RolloutChunk chunk : chunks(subject, request)) {
      Expect.that(chunk.getEpisode() < heard.length, "episode", chunk.getEpisode(), "0 to 2");
      heard[chunk.getEpisode()] = chunk.getSeed();
      returns[chunk.getEpisode()] = chunk.getEnd().getUndiscountedReturn();
    }
    Expect.equal("seeds", List.of(heard), seeds);
    Expect.equal("return of the same seed", returns[2], returns[0]);
  }

  private static void returns(Subject subject) {
    RolloutRequest request =
        request(subject).setContent(RolloutContent.ROLLOUT_CONTENT_RETURNS).build();
    for (RolloutChunk chunk : chunks(subject, request)) {
      boolean none = !chunk.hasObservations() && !chunk.hasActions() && !chunk.hasRewards();
      Expect.that(none, "steps", "some", "none");
      Expect.that(chunk.hasEnd(), "end", "none", "one in each chunk");
      Expect.that(!chunk.getEnd().hasFinalObservation(), "last observation", "one", "none");
    }
  }

  private static void every(Subject subject) {
    for (RolloutChunk chunk : chunks(subject, request(subject).setEvery(2).build())) {
      int length = chunk.getSteps();
      int rows = chunk.hasRewards() ? chunk.getRewards().getShape(0) : 0;
      Expect.equal("rows of " + length + " steps", rows, (length + 1) / 2);
    }
  }

  private static void rounding(Subject subject) {
    RolloutRequest request = request(subject).setDtype(DType.DTYPE_FLOAT32).build();
    for (RolloutChunk chunk : chunks(subject, request)) {
      Expect.equal("dtype of rewards", chunk.getRewards().getDtype(), DType.DTYPE_FLOAT32);
    }
  }

  private static void digest(Subject subject) {
    Object unused = RolloutRules.policy(subject);
    Policy other =
        RolloutStreamRules.ZERO.toBuilder().setDigest("sha256:" + "0".repeat(64)).build();
    rejected("digest", subject, request(subject).setPolicy(other).build());
  }

  private static void wrapper(Subject subject) {
    Object unused = RolloutRules.policy(subject);
    Wrapper unknown = Wrapper.newBuilder().setName("NoSuchWrapper").build();
    rejected("wrapper", subject, request(subject).addWrappers(unknown).build());
  }

  private static void rejected(String name, Subject subject, RolloutRequest request) {
    try {
      Object response = subject.channel().bareCalls().rollout(request).next();
      throw new AssertionError(name + ": accepted (expected: INVALID_ARGUMENT), " + response);
    } catch (StatusRuntimeException e) {
      Status.Code code = e.getStatus().getCode();
      boolean rejected = code == Status.Code.INVALID_ARGUMENT || code == Status.Code.UNIMPLEMENTED;
      Expect.that(rejected, name + ", status", code, "INVALID_ARGUMENT");
    }
  }

  private static List<RolloutChunk> chunks(Subject subject, RolloutRequest request) {
    Object unused = RolloutRules.policy(subject);
    Iterator<RolloutResponse> responses = subject.channel().bareCalls().rollout(request);
    Expect.that(responses.next().hasStarted(), "first response", "other", "started");
    List<RolloutChunk> chunks = new ArrayList<>();
    responses.forEachRemaining(response -> chunks.add(response.getChunk()));
    Expect.that(!chunks.isEmpty(), "chunks", 0, "some");
    return chunks;
  }

  /** Episodes of one chunk each. */
  private static RolloutRequest.Builder request(Subject subject) {
    return RolloutRequest.newBuilder()
        .setEnvironmentId(subject.spec().id())
        .setOptions(subject.options(KeywordArguments.NONE))
        .setPolicy(RolloutStreamRules.ZERO)
        .setEpisodes(2)
        .setFirstSeed(7)
        .setHorizon(HORIZON);
  }
}
