package io.papilio.artifacts.minari;

import io.jhdf.api.Dataset;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.papilio.core.space.DType;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The arrays of an HDF5 file as tensors of the types that they have there. */
final class Hdf5Columns {
  private Hdf5Columns() {}

  /**
   * Reads an array.
   *
   * @param place where it stands, for messages
   * @param shape that it must have, but for axes of one
   */
  static Tensor read(String place, Dataset dataset, List<Integer> shape) {
    List<Integer> found = Arrays.stream(dataset.getDimensions()).boxed().toList();
    boolean fits = withoutOnes(found).equals(withoutOnes(shape));
    if (!fits || dataset.isVariableLength()) {
      boolean jpeg = isJpeg(dataset);
      throw new InvalidValueException(
          place,
          jpeg ? "JPEG" : "shape " + found,
          jpeg
              ? "numbers; of uint8 without being images, Minari's HDF5 keeps no more than that,"
                  + " its Arrow all"
              : "" + shape);
    }
    return tensor(dataset.getDataFlat(), type(place, dataset.getDataType()), shape);
  }

  /**
   * Reads images.
   *
   * @param shape number of images, rows, columns, and 3 for colors
   */
  static Tensor readImages(String place, Dataset dataset, List<Integer> shape) {
    List<byte[]> frames = frames(dataset);
    Require.that(
        frames.size() == shape.get(0), place, frames.size() + " images", "" + shape.get(0));
    return MinariImages.decode(place, frames, shape.subList(1, shape.size()));
  }

  private static List<Integer> withoutOnes(List<Integer> shape) {
    return shape.stream().filter(length -> length != 1).toList();
  }

  private static boolean isJpeg(Dataset dataset) {
    boolean bytes =
        dataset.isVariableLength()
            || (dataset.getDimensions().length == 2 && dataset.getDataType().getSize() == 1);
    return bytes && frames(dataset).stream().allMatch(MinariImages::isJpeg);
  }

  /** Rows of bytes, of one length or of many. */
  private static List<byte[]> frames(Dataset dataset) {
    Object data = dataset.getData();
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < Array.getLength(data); i++) {
      Object row = Array.get(data, i);
      byte[] frame = new byte[Array.getLength(row)];
      for (int j = 0; j < frame.length; j++) {
        frame[j] = ((Number) Array.get(row, j)).byteValue();
      }
      frames.add(frame);
    }
    return frames;
  }

  /** Half precision becomes float32, which has all its numbers. */
  private static DType type(String place, DataType type) {
    if (type instanceof FloatingPoint) {
      return type.getSize() == Double.BYTES ? DType.FLOAT64 : DType.FLOAT32;
    }
    if (type instanceof FixedPoint fixed) {
      String name = (fixed.isSigned() ? "INT" : "UINT") + 8 * type.getSize();
      return DType.valueOf(name);
    }
    // h5py writes booleans as an enumeration of FALSE and TRUE; others write bit fields.
    boolean flags =
        type.getJavaType() == boolean.class
            || (type instanceof EnumDataType names
                && List.of("FALSE", "TRUE").containsAll(names.getEnumMapping().values()));
    Require.that(flags, place, type.getClass().getSimpleName(), "numbers");
    return DType.BOOL;
  }

  private static Tensor tensor(Object flat, DType dtype, List<Integer> shape) {
    int n = Array.getLength(flat);
    ByteBuffer bytes = ByteBuffer.allocate(n * dtype.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < n; i++) {
      switch (dtype) {
        case FLOAT64 -> bytes.putDouble(Array.getDouble(flat, i));
        case FLOAT32 -> bytes.putFloat(Array.getFloat(flat, i));
        case UINT64 -> bytes.putLong(((BigInteger[]) flat)[i].longValue());
        case INT64 -> bytes.putLong(Array.getLong(flat, i));
        case INT32, UINT32 -> bytes.putInt((int) Array.getLong(flat, i));
        case INT16, UINT16 -> bytes.putShort((short) Array.getLong(flat, i));
        case INT8, UINT8 -> bytes.put((byte) Array.getLong(flat, i));
        case BOOL -> bytes.put((byte) (isTrue(Array.get(flat, i)) ? 1 : 0));
      }
    }
    return Tensor.wrap(dtype, shape, bytes.flip());
  }

  private static boolean isTrue(Object flag) {
    return flag.equals("TRUE") || flag.equals(true);
  }
}
