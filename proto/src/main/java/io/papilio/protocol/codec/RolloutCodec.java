package io.papilio.protocol.codec;

import io.papilio.core.rollout.EpisodeChunk;
import io.papilio.core.rollout.EpisodeQueue.Episode;
import io.papilio.core.rollout.EpisodeRecording;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.space.DType;
import io.papilio.core.space.Tensor;
import io.papilio.core.space.TensorMath;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.protocol.v1.EpisodeEnd;
import io.papilio.protocol.v1.RolloutChunk;
import io.papilio.protocol.v1.RolloutContent;
import io.papilio.protocol.v1.RolloutRequest;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Requests and chunks of rollouts. */
public final class RolloutCodec {
  /** Of one request; more are several requests. */
  private static final int MAX_EPISODES = 1_000_000;

  private RolloutCodec() {}

  /**
   * The seeds of the episodes.
   *
   * @throws InvalidValueException for none, too many, or bad ones
   */
  public static List<BigInteger> seeds(RolloutRequest request) {
    boolean listed = request.getSeedsCount() > 0;
    long count = listed ? request.getSeedsCount() : Integer.toUnsignedLong(request.getEpisodes());
    Require.within(count, 1, MAX_EPISODES, listed ? "seeds" : "episodes");
    if (listed) {
      Require.that(request.getEpisodes() == 0, "episodes", count, "0 beside seeds");
      return request.getSeedsList().stream().map(ResetCodec::seed).toList();
    }
    BigInteger first = new BigInteger(Long.toUnsignedString(request.getFirstSeed()));
    return LongStream.range(0, count).mapToObj(i -> first.add(BigInteger.valueOf(i))).toList();
  }

  /**
   * What is recorded.
   *
   * @param maxChunkSteps of the server
   */
  public static EpisodeRecording recording(RolloutRequest request, int maxChunkSteps) {
    return new EpisodeRecording(
        switch (request.getContent()) {
          case ROLLOUT_CONTENT_UNSPECIFIED, ROLLOUT_CONTENT_TRAJECTORIES -> true;
          case ROLLOUT_CONTENT_RETURNS -> false;
          case UNRECOGNIZED ->
              throw new InvalidValueException(
                  "content", request.getContent(), "trajectories or returns");
        },
        orElse(request.getEvery(), 1),
        Math.min(orElse(request.getChunkSteps(), maxChunkSteps), maxChunkSteps),
        orElse(request.getHorizon(), Integer.MAX_VALUE));
  }

  /**
   * The type that floats are rounded to; absent where they stay as they are.
   *
   * @throws InvalidValueException for other types than floats
   */
  public static Optional<DType> rounding(RolloutRequest request) {
    return switch (request.getDtype()) {
      case DTYPE_UNSPECIFIED, DTYPE_FLOAT64 -> Optional.empty();
      case DTYPE_FLOAT32 -> Optional.of(DType.FLOAT32);
      default -> throw new InvalidValueException("dtype", request.getDtype(), "float32 or float64");
    };
  }

  /** What a request records, with its policy and its environment left out. */
  public static RolloutRequest.Builder toProto(List<BigInteger> seeds, EpisodeRecording recording) {
    RolloutRequest.Builder request =
        RolloutRequest.newBuilder()
            .addAllSeeds(seeds.stream().map(BigInteger::toString).toList())
            .setContent(
                recording.steps()
                    ? RolloutContent.ROLLOUT_CONTENT_TRAJECTORIES
                    : RolloutContent.ROLLOUT_CONTENT_RETURNS)
            .setEvery(recording.every());
    if (recording.horizon() < Integer.MAX_VALUE) {
      request.setHorizon(recording.horizon());
    }
    return request;
  }

  /** A chunk, without the id and the version of the policy. */
  public static RolloutChunk.Builder toProto(EpisodeChunk chunk, Optional<DType> rounding) {
    RolloutChunk.Builder message =
        RolloutChunk.newBuilder()
            .setEpisode(chunk.episode().index())
            .setSeed(chunk.episode().seed().toString())
            .setFirstStep(chunk.firstStep())
            .setSteps(chunk.steps());
    chunk
        .content()
        .ifPresent(
            content ->
                message
                    .setObservations(tensor(content.observations(), rounding))
                    .setActions(tensor(content.actions(), rounding))
                    .setRewards(tensor(content.rewards(), rounding)));
    chunk.end().ifPresent(end -> message.setEnd(toProto(end, rounding)));
    return message;
  }

  private static EpisodeEnd toProto(EpisodeChunk.End end, Optional<DType> rounding) {
    EpisodeEnd.Builder message =
        EpisodeEnd.newBuilder()
            .setUndiscountedReturn(end.statistics().undiscountedReturn())
            .setLength(end.statistics().length())
            .setTerminated(end.statistics().terminated())
            .setTruncated(end.statistics().truncated())
            .setDiverged(end.diverged());
    end.finalObservation().ifPresent(o -> message.setFinalObservation(tensor(o, rounding)));
    return message.build();
  }

  public static EpisodeChunk fromProto(RolloutChunk chunk) {
    BigInteger seed = ResetCodec.seed(chunk.getSeed());
    return new EpisodeChunk(
        new Episode(chunk.getEpisode(), seed),
        chunk.getFirstStep(),
        chunk.getSteps(),
        chunk.hasRewards()
            ? Optional.of(
                new EpisodeChunk.Content(
                    rows("observations", chunk.getObservations()),
                    rows("actions", chunk.getActions()),
                    rows("rewards", chunk.getRewards())))
            : Optional.empty(),
        chunk.hasEnd() ? Optional.of(fromProto(chunk.getEnd(), seed)) : Optional.empty());
  }

  private static EpisodeChunk.End fromProto(EpisodeEnd end, BigInteger seed) {
    return new EpisodeChunk.End(
        new EpisodeStatistics(
            Optional.of(seed),
            end.getUndiscountedReturn(),
            end.getLength(),
            end.getTerminated(),
            end.getTruncated()),
        end.getDiverged(),
        end.hasFinalObservation()
            ? Optional.of(TensorCodec.fromProto(end.getFinalObservation()))
            : Optional.empty());
  }

  private static io.papilio.protocol.v1.Tensor tensor(Tensor values, Optional<DType> rounding) {
    boolean rounds = rounding.isPresent() && values.dtype() == DType.FLOAT64;
    return TensorCodec.toProto(
        rounds
            ? TensorMath.tensor(rounding.get(), values.shape(), values::getDouble, values.size())
            : values);
  }

  /** A number of which 0 means another; what is too large for an int is as good as endless. */
  private static int orElse(int unsigned, int zero) {
    return unsigned == 0 ? zero : unsigned < 0 ? Integer.MAX_VALUE : unsigned;
  }

  private static Tensor rows(String name, io.papilio.protocol.v1.Tensor message) {
    Tensor tensor = TensorCodec.fromProto(message);
    Require.that(!tensor.shape().isEmpty(), name, tensor.describe(), "rows");
    return tensor;
  }
}
