package io.papilio.core.snapshot;

import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.Pcg64;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * Reads what a {@link SnapshotWriter} wrote, in the same order. The bytes may come from anywhere:
 * each value is checked before it is used, and no count is believed that the bytes do not bear out.
 *
 * <p>Every method throws {@link InvalidValueException} when the bytes hold no such value.
 */
public final class SnapshotReader {
  private final ByteBuffer buffer;

  public SnapshotReader(ByteBuffer bytes) {
    buffer = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  public boolean flag() {
    byte value = take(1).get();
    require(value == 0 || value == 1, "flag " + value, "0 or 1");
    return value == 1;
  }

  public int integer() {
    return take(Integer.BYTES).getInt();
  }

  /** An integer of the closed interval. */
  public int integer(int low, int high) {
    int value = integer();
    require(low <= value && value <= high, "integer " + value, low + " to " + high);
    return value;
  }

  /** How many things of at least so many bytes follow. */
  public int count(int bytesEach) {
    int count = integer();
    require(
        0 <= count && count <= buffer.remaining() / bytesEach,
        "a count of " + count,
        "at most what " + buffer.remaining() + " bytes can hold");
    return count;
  }

  public long longInteger() {
    return take(Long.BYTES).getLong();
  }

  public double number() {
    return take(Double.BYTES).getDouble();
  }

  /** Values that must be so many. Shape: [size]. */
  public double[] numbers(int size) {
    integer(size, size);
    double[] values = new double[size];
    take(Math.multiplyExact(size, Double.BYTES)).asDoubleBuffer().get(values);
    buffer.position(buffer.position() + size * Double.BYTES);
    return values;
  }

  public String text() {
    return StandardCharsets.UTF_8.decode(bytes()).toString();
  }

  /** Bytes, sharing memory. */
  public ByteBuffer bytes() {
    int count = count(1);
    ByteBuffer bytes = buffer.slice(buffer.position(), count);
    buffer.position(buffer.position() + count);
    return bytes;
  }

  public NumpyGenerator generator() {
    Pcg64.State bits = new Pcg64.State(longInteger(), longInteger(), longInteger(), longInteger());
    boolean buffered = flag();
    int word = integer();
    return new NumpyGenerator(
        new NumpyGenerator.State(bits, buffered ? OptionalInt.of(word) : OptionalInt.empty()));
  }

  public boolean isAtEnd() {
    return !buffer.hasRemaining();
  }

  /** Rejects with {@code snapshot: actual (expected: expected)} unless the condition holds. */
  public static void require(boolean condition, String actual, String expected) {
    Require.that(condition, "snapshot", actual, expected);
  }

  private ByteBuffer take(int count) {
    require(buffer.remaining() >= count, buffer.remaining() + " bytes left", "at least " + count);
    return buffer;
  }
}
