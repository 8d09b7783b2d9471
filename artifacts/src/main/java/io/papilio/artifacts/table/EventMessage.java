package io.papilio.artifacts.table;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * TensorFlow's {@code Event} in protobuf's encoding, as far as scalars need it: {@code Event {1
 * double wall_time, 2 int64 step, 3 string file_version, 5 Summary summary}}, {@code Summary {1
 * repeated Value value}}, {@code Value {1 string tag, 2 float simple_value}}.
 */
final class EventMessage {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private EventMessage() {}

  /** The first event of a file. */
  static byte[] version(double wallTime) {
    return new EventMessage().number(1, wallTime).text(3, "brain.Event:2").toBytes();
  }

  /**
   * One event with several scalars.
   *
   * @param wallTime seconds since 1970
   */
  static byte[] scalars(double wallTime, long step, Map<String, Double> scalars) {
    EventMessage summary = new EventMessage();
    scalars.forEach(
        (tag, value) ->
            summary.message(1, new EventMessage().text(1, tag).number(2, value.floatValue())));
    return new EventMessage().number(1, wallTime).integer(2, step).message(5, summary).toBytes();
  }

  private byte[] toBytes() {
    return bytes.toByteArray();
  }

  private EventMessage number(int field, double value) {
    return key(field, FIXED64).raw(littleEndian(Double.BYTES).putDouble(value).array());
  }

  private EventMessage number(int field, float value) {
    return key(field, FIXED32).raw(littleEndian(Float.BYTES).putFloat(value).array());
  }

  private EventMessage integer(int field, long value) {
    return key(field, VARINT).varint(value);
  }

  private EventMessage text(int field, String value) {
    return delimited(field, value.getBytes(StandardCharsets.UTF_8));
  }

  private EventMessage message(int field, EventMessage value) {
    return delimited(field, value.toBytes());
  }

  private EventMessage delimited(int field, byte[] value) {
    return key(field, BYTES).varint(value.length).raw(value);
  }

  private EventMessage key(int field, int type) {
    return varint((long) field << 3 | type);
  }

  /** Seven bits at a time, the lowest first; the eighth says that more follow. */
  private EventMessage varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
    return this;
  }

  private EventMessage raw(byte[] value) {
    bytes.writeBytes(value);
    return this;
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
