package io.papilio.core.vector;

import io.papilio.core.env.Environment;
import io.papilio.core.env.ObservationMemory;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Batch;
import io.papilio.core.space.Box;
import io.papilio.core.space.DType;
import io.papilio.core.space.Element;
import io.papilio.core.space.Space;
import io.papilio.core.space.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The batch of observations that a vector returns. Environments that can write their observations
 * into its rows, so that they are copied once; those of others are copied a second time.
 */
final class ObservationBatch {
  private final Space space;
  private final List<Row> rows = new ArrayList<>();
  private final boolean isWrittenInPlace;

  /** Shape: [n, ...]; null where observations are not written in place. */
  private ByteBuffer bytes;

  ObservationBatch(Space space, List<? extends Environment> environments) {
    this.space = space;
    boolean allWrite = space instanceof Box;
    for (Environment environment : environments) {
      Row row = new Row(rows.size());
      rows.add(row);
      allWrite = allWrite && environment.observeInto(row);
    }
    isWrittenInPlace = allWrite;
  }

  /** Begins the next batch; the one before belongs to the caller. */
  void begin() {
    if (isWrittenInPlace) {
      bytes = ByteBuffer.allocate(Math.multiplyExact(rows.size(), (int) space.bytes()));
      rows.forEach(row -> row.written = null);
    }
  }

  /** This time step, with an observation that outlives the next one of the same row. */
  TimeStep detach(int index, TimeStep step) {
    if (step.observation() != rows.get(index).written) {
      return step;
    }
    Tensor copy = Tensor.stack(List.of(step.observation().asTensor())).row(0);
    return new TimeStep(copy, step.reward(), step.terminated(), step.truncated(), step.info());
  }

  /** These observations, one per environment, as a batch. */
  Element of(List<Element> observations) {
    if (!isWrittenInPlace || !rows.stream().allMatch(row -> row.holds(observations))) {
      return Batch.of(space, observations);
    }
    Box box = (Box) space;
    List<Integer> shape = new ArrayList<>(List.of(rows.size()));
    shape.addAll(box.shape());
    return Tensor.wrap(box.dtype(), shape, bytes);
  }

  /** The memory of one environment; several threads may write to different rows. */
  private final class Row implements ObservationMemory {
    private final int index;

    /** The newest observation that was written here, sharing its memory; null before it. */
    private Tensor written;

    Row(int index) {
      this.index = index;
    }

    boolean holds(List<Element> observations) {
      return written != null && observations.get(index) == written;
    }

    @Override
    public Tensor write(DType dtype, List<Integer> shape, Consumer<ByteBuffer> writer) {
      int size = (int) space.bytes();
      ByteBuffer row = bytes.slice(index * size, size).order(ByteOrder.LITTLE_ENDIAN);
      writer.accept(row);
      written = Tensor.wrap(dtype, shape, row.clear());
      return written;
    }
  }
}
