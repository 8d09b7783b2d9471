package io.papilio.artifacts.minari;

import io.papilio.core.space.DType;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * Tensors as columns of an Arrow table: one row of the table per row of the tensor, a number for a
 * row without axes, and else a list of fixed size, row-major.
 */
final class ArrowColumns {
  private ArrowColumns() {}

  /** The column for rows like these; lists of one number for a box without axes. */
  static Field field(String name, DType dtype, boolean list, int rowSize) {
    ArrowType type = ArrowTypes.of(dtype);
    return list
        ? new Field(
            name,
            FieldType.nullable(new ArrowType.FixedSizeList(rowSize)),
            List.of(Field.nullable("item", type)))
        : Field.nullable(name, type);
  }

  /** Fills a column; rows that the tensor lacks are zero. */
  static void fill(FieldVector column, Tensor tensor, int rows) {
    if (column instanceof FixedSizeListVector lists) {
      lists.setInitialCapacity(rows);
      lists.allocateNew();
      int values = rows * lists.getListSize();
      fillNumbers((BaseFixedWidthVector) lists.getDataVector(), tensor, values);
      setAllValid(lists, rows);
    } else {
      fillNumbers((BaseFixedWidthVector) column, tensor, rows);
    }
    column.setValueCount(rows);
  }

  private static void fillNumbers(BaseFixedWidthVector column, Tensor tensor, int count) {
    column.allocateNew(count);
    column.zeroVector();
    if (column instanceof BitVector bits) {
      for (int i = 0; i < tensor.size(); i++) {
        bits.set(i, tensor.getBoolean(i) ? 1 : 0);
      }
    } else {
      column.getDataBuffer().setBytes(0, tensor.bytes());
    }
    setAllValid(column, count);
    column.setValueCount(count);
  }

  private static void setAllValid(FieldVector column, int count) {
    column.getValidityBuffer().setOne(0, (count + 7) / 8);
  }

  /**
   * Reads the first rows of a column.
   *
   * @param rowShape of the tensor's rows; the numbers of a row must be as many
   */
  static Tensor read(
      String file, VectorSchemaRoot table, String name, int rows, List<Integer> rowShape) {
    FieldVector column = column(file, table, name);
    int rowSize = rowShape.stream().reduce(1, Math::multiplyExact);
    boolean fits = rowSize == 1;
    FieldVector numbers = column;
    if (column instanceof FixedSizeListVector lists) {
      fits = lists.getListSize() == rowSize;
      numbers = lists.getDataVector();
    }
    if (!fits || !(numbers instanceof BaseFixedWidthVector flat)) {
      throw new InvalidValueException(
          file, name + " of " + column.getField().getType(), "rows of " + rowSize + " numbers");
    }
    Require.that(
        column.getNullCount() + numbers.getNullCount() == 0, file, name + " with nulls", "none");
    DType dtype =
        ArrowTypes.of(flat.getField().getType())
            .orElseThrow(
                () ->
                    new InvalidValueException(
                        file, name + " of " + flat.getField().getType(), "numbers"));
    List<Integer> shape = new ArrayList<>(List.of(rows));
    shape.addAll(rowShape);
    int count = Math.multiplyExact(rows, rowSize);
    Require.that(
        count <= flat.getValueCapacity(), file, name + " of fewer numbers", count + " numbers");
    return Tensor.wrap(dtype, shape, bytes(flat, dtype, count));
  }

  /** Reads the first rows of a column of images. */
  static Tensor readImages(
      String file, VectorSchemaRoot table, String name, int rows, List<Integer> rowShape) {
    FieldVector column = column(file, table, name);
    if (!(column instanceof VarBinaryVector images) || images.getNullCount() > 0) {
      throw new InvalidValueException(
          file, name + " of " + column.getField().getType(), "images, as Minari's");
    }
    List<byte[]> frames = IntStream.range(0, rows).mapToObj(images::get).toList();
    return MinariImages.decode(file + " " + name, frames, rowShape);
  }

  private static FieldVector column(String file, VectorSchemaRoot table, String name) {
    FieldVector column = table.getVector(name);
    Require.that(column != null, file, "no column " + name, name);
    return column;
  }

  private static ByteBuffer bytes(BaseFixedWidthVector numbers, DType dtype, int count) {
    byte[] bytes = new byte[count * dtype.bytes()];
    if (numbers instanceof BitVector bits) {
      for (int i = 0; i < count; i++) {
        bytes[i] = (byte) bits.get(i);
      }
    } else if (numbers instanceof Float2Vector halves) {
      FloatBuffer floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
      for (int i = 0; i < count; i++) {
        floats.put(halves.getValueAsFloat(i));
      }
    } else {
      numbers.getDataBuffer().getBytes(0, bytes);
    }
    return ByteBuffer.wrap(bytes);
  }
}
