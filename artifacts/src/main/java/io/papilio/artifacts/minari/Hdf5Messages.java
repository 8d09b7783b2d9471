package io.papilio.artifacts.minari;

import io.papilio.core.space.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The messages of object headers that {@link Hdf5File} writes.
 *
 * <p>Source: HDF5 File Format Specification 3.0, IV.A.2.
 */
final class Hdf5Messages {
  /** No address: nothing is stored. */
  static final long UNDEFINED = -1;

  /** A message. */
  record Message(int type, ByteBuffer data) {
    /** Type, size, flags and data. */
    int bytes() {
      return 4 + data.remaining();
    }

    void write(ByteBuffer header) {
      header.put((byte) type).putShort((short) data.remaining()).put((byte) 0).put(data);
    }
  }

  private Hdf5Messages() {}

  /** Lengths of the axes; none for a scalar. */
  static Message dataspace(List<Integer> shape) {
    ByteBuffer data = allocate(4 + 8 * shape.size());
    data.put((byte) 2).put((byte) shape.size()).put((byte) 0);
    data.put((byte) (shape.isEmpty() ? 0 : 1));
    shape.forEach(length -> data.putLong(length));
    return new Message(1, data.flip());
  }

  /** The type of the elements; bool as h5py writes it, an enumeration of FALSE and TRUE. */
  static Message datatype(DType dtype) {
    ByteBuffer data =
        switch (dtype) {
          case BOOL -> enumeration();
          case FLOAT64 -> floating(64, 52, 11);
          case FLOAT32 -> floating(32, 23, 8);
          case INT8, INT16, INT32, INT64 -> integer(dtype.bytes(), true);
          case UINT8, UINT16, UINT32, UINT64 -> integer(dtype.bytes(), false);
        };
    return new Message(3, data);
  }

  /** What stands where nothing was written: nothing. */
  static Message fillValue() {
    // Version 3; space is allocated late, filling only if a value is set.
    return new Message(5, ByteBuffer.wrap(new byte[] {3, 0b1010}));
  }

  /** One piece of the file. */
  static Message contiguous(long address, long bytes) {
    ByteBuffer data = allocate(18).put((byte) 3).put((byte) 1);
    return new Message(8, data.putLong(address).putLong(bytes).flip());
  }

  /** That the links of a group are messages too. */
  static Message linkInfo() {
    ByteBuffer data = allocate(18).put((byte) 0).put((byte) 0);
    return new Message(2, data.putLong(UNDEFINED).putLong(UNDEFINED).flip());
  }

  static Message groupInfo() {
    return new Message(10, ByteBuffer.wrap(new byte[2]));
  }

  /**
   * A child of a group.
   *
   * @param name in ASCII, of less than 256 characters
   */
  static Message link(String name, long address) {
    byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer data = allocate(3 + ascii.length + 8).put((byte) 1).put((byte) 0);
    return new Message(6, data.put((byte) ascii.length).put(ascii).putLong(address).flip());
  }

  /** A whole number by a name in ASCII. */
  static Message attribute(String name, long value) {
    byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer type = datatype(DType.INT64).data();
    ByteBuffer space = dataspace(List.of()).data();
    int names = ascii.length + 1;
    ByteBuffer data = allocate(9 + names + type.remaining() + space.remaining() + 8);
    data.put((byte) 3).put((byte) 0).putShort((short) names);
    data.putShort((short) type.remaining()).putShort((short) space.remaining()).put((byte) 0);
    data.put(ascii).put((byte) 0).put(type).put(space).putLong(value);
    return new Message(12, data.flip());
  }

  private static ByteBuffer integer(int bytes, boolean signed) {
    ByteBuffer data = header(12, 0, signed ? 0b1000 : 0, bytes);
    return data.putShort((short) 0).putShort((short) (8 * bytes)).flip();
  }

  /** As IEEE 754 lays out: sign, exponent, mantissa with its first bit implied. */
  private static ByteBuffer floating(int bits, int mantissa, int exponent) {
    ByteBuffer data = header(20, 1, (bits - 1) << 8 | 0x20, bits / 8);
    data.putShort((short) 0).putShort((short) bits);
    data.put((byte) mantissa).put((byte) exponent).put((byte) 0).put((byte) mantissa);
    return data.putInt((1 << (exponent - 1)) - 1).flip();
  }

  private static ByteBuffer enumeration() {
    ByteBuffer data = header(38, 8, 2, 1).put(integer(1, true));
    data.put("FALSE\0\0\0TRUE\0\0\0\0".getBytes(StandardCharsets.US_ASCII));
    return data.put((byte) 0).put((byte) 1).flip();
  }

  private static ByteBuffer header(int capacity, int typeClass, int bits, int bytes) {
    ByteBuffer data = allocate(capacity).put((byte) (1 << 4 | typeClass));
    return data.put((byte) bits).put((byte) (bits >> 8)).put((byte) 0).putInt(bytes);
  }

  static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
