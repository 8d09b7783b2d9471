package io.papilio.core.rollout;

import io.papilio.core.rollout.EpisodeChunk.Content;
import io.papilio.core.rollout.EpisodeChunk.End;
import io.papilio.core.space.DType;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.FiniteCheck;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects one episode and cuts it into chunks. */
final class EpisodeBuffer {
  private static final int FIRST_ROWS = 16;

  private final EpisodeQueue.Episode episode;
  private final EpisodeRecording recording;
  private double sum;
  private int length;
  private int firstStep;
  private int rows;
  private Tensor observationExample;
  private Tensor actionExample;
  private ByteBuffer observations = ByteBuffer.allocate(0);
  private ByteBuffer actions = ByteBuffer.allocate(0);
  private ByteBuffer rewards = ByteBuffer.allocate(0);

  EpisodeBuffer(EpisodeQueue.Episode episode, EpisodeRecording recording) {
    this.episode = episode;
    this.recording = recording;
  }

  BigInteger seed() {
    return episode.seed();
  }

  /** Number of steps so far. */
  int length() {
    return length;
  }

  /** The step that {@link #add} would add, for messages. */
  String next() {
    return FiniteCheck.when(seed(), length + 1);
  }

  /** Adds a step that was executed: a row of the batch before it, and what followed. */
  void add(Tensor observed, Tensor executed, double reward) {
    if (recording.steps() && length % recording.every() == 0) {
      observationExample = observed;
      actionExample = executed;
      observations = put(observations, observed.bytes());
      actions = put(actions, executed.bytes());
      ByteBuffer value = ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      rewards = put(rewards, value.putDouble(0, reward));
      rows++;
    }
    sum += reward;
    length++;
  }

  boolean isFull() {
    return rows == recording.chunkSteps();
  }

  /** The steps since the last chunk. */
  EpisodeChunk cut() {
    return cut(Optional.empty());
  }

  /** The steps since the last chunk, and the end. */
  EpisodeChunk end(
      boolean terminated, boolean truncated, boolean diverged, Optional<Tensor> finalObservation) {
    EpisodeStatistics statistics =
        new EpisodeStatistics(Optional.of(episode.seed()), sum, length, terminated, truncated);
    return cut(
        Optional.of(
            new End(
                statistics, diverged, recording.steps() ? finalObservation : Optional.empty())));
  }

  private EpisodeChunk cut(Optional<End> end) {
    Optional<Content> content =
        rows == 0
            ? Optional.empty()
            : Optional.of(
                new Content(
                    tensor(observationExample, observations),
                    tensor(actionExample, actions),
                    Tensor.wrap(DType.FLOAT64, List.of(rows), rewards.flip())));
    EpisodeChunk chunk = new EpisodeChunk(episode, firstStep, length - firstStep, content, end);
    firstStep = length;
    rows = 0;
    // The chunk keeps the memory.
    observations = ByteBuffer.allocate(0);
    actions = ByteBuffer.allocate(0);
    rewards = ByteBuffer.allocate(0);
    return chunk;
  }

  private Tensor tensor(Tensor row, ByteBuffer bytes) {
    List<Integer> shape = new ArrayList<>(List.of(rows));
    shape.addAll(row.shape());
    return Tensor.wrap(row.dtype(), shape, bytes.flip());
  }

  private ByteBuffer put(ByteBuffer buffer, ByteBuffer row) {
    ByteBuffer target = buffer;
    if (buffer.remaining() < row.remaining()) {
      int wanted = Math.min(Math.max(2 * rows, FIRST_ROWS), recording.chunkSteps());
      target =
          ByteBuffer.allocate(Math.multiplyExact(wanted, row.remaining()))
              .order(ByteOrder.LITTLE_ENDIAN)
              .put(buffer.flip());
    }
    return target.put(row);
  }
}
