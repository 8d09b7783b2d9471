package io.papilio.artifacts.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.validation.InvalidValueException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrowTableTest {
  private static final List<ArrowTable.Type> TYPES =
      List.of(
          ArrowTable.Type.INTEGER,
          ArrowTable.Type.TEXT,
          ArrowTable.Type.NUMBER,
          ArrowTable.Type.BOOLEAN);

  @TempDir Path directory;

  @Test
  void columnsHaveTheirTypesAndValues() throws Exception {
    String csv = "step,iterate,value,last\n1,raw,0.25,false\n9007199254740993,ema-é,NaN,true\n";
    Path file = directory.resolve("t.arrow");
    ArrowTable.write(file, CsvTable.parse(Path.of("t.csv"), csv), TYPES);
    List<String> columns = new ArrayList<>();
    try (BufferAllocator allocator = new RootAllocator();
        FileChannel channel = FileChannel.open(file);
        ArrowFileReader reader = new ArrowFileReader(channel, allocator)) {
      reader.loadNextBatch();
      for (FieldVector column : reader.getVectorSchemaRoot().getFieldVectors()) {
        String type = column.getField().getType().toString();
        columns.add(
            column.getName() + " " + type + " " + column.getObject(0) + " " + column.getObject(1));
      }
    }
    assertEquals(
        List.of(
            "step Int(64, true) 1 9007199254740993",
            "iterate Utf8 raw ema-é",
            "value FloatingPoint(DOUBLE) 0.25 NaN",
            "last Bool false true"),
        columns);
  }

  @Test
  void aFieldOfAnotherTypeIsRejected() {
    CsvTable table = CsvTable.parse(Path.of("t.csv"), "step,iterate,value,last\nx,raw,1,true\n");
    InvalidValueException e =
        assertThrows(
            InvalidValueException.class,
            () -> ArrowTable.write(directory.resolve("t.arrow"), table, TYPES));
    assertEquals("t.csv line 2: step 'x' (expected: an integer)", e.getMessage());
  }
}
