package io.papilio.learner.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RStringsTest {
  @TempDir private Path folder;

  @Test
  void vectorsOfADatabaseAreRead() throws IOException {
    ByteBuffer database = ByteBuffer.allocate(1000);
    append(database, "EMMA", "", "£5");
    append(database, "Persuasion");
    Path file = folder.resolve("Rdata.rdb");
    Files.write(file, Arrays.copyOf(database.array(), database.position()));
    assertEquals(List.of("EMMA\n\n£5\n", "Persuasion\n"), RStrings.read(file));
  }

  /** As R's saveRDS(x, version = 3) begins, and as its makeLazyLoadDB frames it. */
  private static void append(ByteBuffer database, String... strings) {
    ByteBuffer content = ByteBuffer.allocate(500);
    content.put("X\n".getBytes(StandardCharsets.US_ASCII));
    content.putInt(3).putInt(0x040502).putInt(0x030500);
    content.putInt(5).put("UTF-8".getBytes(StandardCharsets.US_ASCII));
    content.putInt(16).putInt(strings.length);
    for (String string : strings) {
      byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
      content.putInt(0x40009).putInt(bytes.length).put(bytes);
    }
    Deflater deflater = new Deflater();
    deflater.setInput(content.array(), 0, content.position());
    deflater.finish();
    byte[] compressed = new byte[500];
    int length = deflater.deflate(compressed);
    deflater.end();
    database.putInt(content.position()).put(compressed, 0, length);
  }
}
