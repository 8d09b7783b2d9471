package io.papilio.artifacts.table;

import io.papilio.artifacts.file.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Tables as Arrow IPC files, which pandas, Polars and DuckDB read with the types of the columns.
 */
public final class ArrowTable {
  /** The type of a column. */
  public enum Type {
    /** int64. */
    INTEGER(new ArrowType.Int(64, true)),
    /** float64. */
    NUMBER(new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
    /** bool, written {@code true} or {@code false}. */
    BOOLEAN(new ArrowType.Bool()),
    /** utf8. */
    TEXT(new ArrowType.Utf8());

    private final ArrowType arrow;

    Type(ArrowType arrow) {
      this.arrow = arrow;
    }
  }

  private ArrowTable() {}

  /**
   * Writes a table as one record batch.
   *
   * @param types of the columns, in their order
   * @throws io.papilio.core.validation.InvalidValueException when a field is not of its type
   */
  public static void write(Path file, CsvTable table, List<Type> types) {
    List<Field> fields =
        IntStream.range(0, types.size())
            .mapToObj(i -> Field.notNullable(table.columns().get(i), types.get(i).arrow))
            .toList();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(new Schema(fields), allocator);
        ArrowFileWriter writer = new ArrowFileWriter(root, null, Channels.newChannel(bytes))) {
      root.getFieldVectors().forEach(column -> fill(column, table));
      root.setRowCount(table.size());
      writer.writeBatch();
      writer.end();
    } catch (IOException e) {
      throw new UncheckedIOException("memory is always written", e);
    }
    AtomicFile.write(file, bytes.toByteArray());
  }

  private static void fill(FieldVector column, CsvTable table) {
    String name = column.getName();
    column.setInitialCapacity(table.size());
    column.allocateNew();
    for (int row = 0; row < table.size(); row++) {
      if (column instanceof BigIntVector integers) {
        integers.setSafe(row, table.whole(row, name));
      } else if (column instanceof Float8Vector numbers) {
        numbers.setSafe(row, table.number(row, name));
      } else if (column instanceof BitVector bits) {
        bits.setSafe(row, Boolean.parseBoolean(table.text(row, name)) ? 1 : 0);
      } else if (column instanceof VarCharVector texts) {
        texts.setSafe(row, table.text(row, name).getBytes(StandardCharsets.UTF_8));
      }
    }
    column.setValueCount(table.size());
  }
}
