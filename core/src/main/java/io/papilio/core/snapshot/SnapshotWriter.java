package io.papilio.core.snapshot;

import io.papilio.core.random.NumpyGenerator;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes the state of an environment, little-endian, one value after the other. */
public final class SnapshotWriter {
  private static final int FIRST_CAPACITY = 1024;

  private ByteBuffer buffer = allocate(FIRST_CAPACITY);

  public SnapshotWriter flag(boolean value) {
    space(1).put((byte) (value ? 1 : 0));
    return this;
  }

  public SnapshotWriter integer(int value) {
    space(Integer.BYTES).putInt(value);
    return this;
  }

  public SnapshotWriter longInteger(long value) {
    space(Long.BYTES).putLong(value);
    return this;
  }

  public SnapshotWriter number(double value) {
    space(Double.BYTES).putDouble(value);
    return this;
  }

  /** All values, with their count. */
  public SnapshotWriter numbers(double[] values) {
    integer(values.length);
    for (double value : values) {
      number(value);
    }
    return this;
  }

  public SnapshotWriter text(String value) {
    return bytes(ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8)));
  }

  /** All bytes that remain, with their count. */
  public SnapshotWriter bytes(ByteBuffer value) {
    integer(value.remaining());
    space(value.remaining()).put(value.duplicate());
    return this;
  }

  /** A generator with all that decides its next numbers. */
  public SnapshotWriter generator(NumpyGenerator generator) {
    NumpyGenerator.State state = generator.state();
    longInteger(state.bits().high()).longInteger(state.bits().low());
    longInteger(state.bits().incrementHigh()).longInteger(state.bits().incrementLow());
    flag(state.bufferedWord().isPresent());
    return integer(state.bufferedWord().orElse(0));
  }

  /** A copy of what has been written. */
  public byte[] toBytes() {
    byte[] bytes = new byte[buffer.position()];
    buffer.get(0, bytes);
    return bytes;
  }

  private ByteBuffer space(int count) {
    if (buffer.remaining() < count) {
      ByteBuffer larger = allocate(Math.max(2 * buffer.capacity(), buffer.position() + count));
      buffer = larger.put(buffer.flip());
    }
    return buffer;
  }

  private static ByteBuffer allocate(int capacity) {
    return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
  }
}
