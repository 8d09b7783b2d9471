package io.papilio.artifacts.table;

import io.papilio.core.validation.Require;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Appends rows to a CSV file whose first line names the columns. A checkpoint keeps {@link
 * #rows()}, after {@link #force()}; a resumed run opens the file at that number of rows, which cuts
 * off what was written after the checkpoint.
 */
public final class CsvWriter implements AutoCloseable {
  private final FileChannel channel;
  private final List<String> columns;
  private long rows;

  private CsvWriter(FileChannel channel, List<String> columns, long rows) {
    this.channel = channel;
    this.columns = columns;
    this.rows = rows;
  }

  /**
   * Opens a file at its first {@code rows} rows; at 0 rows it is begun anew.
   *
   * @throws io.papilio.core.validation.InvalidValueException when the file has other columns, or
   *     fewer rows
   */
  public static CsvWriter open(Path file, List<String> columns, long rows) {
    try {
      String header = String.join(",", columns) + "\n";
      if (rows == 0) {
        Files.writeString(file, header);
      } else {
        Require.that(
            Files.exists(file),
            "" + file,
            "missing",
            "its " + rows + " rows, as noted in the checkpoint; or another directory");
        keep(file, header, rows);
      }
      FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND);
      return new CsvWriter(channel, List.copyOf(columns), rows);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  /**
   * Appends one row.
   *
   * @param values one per column: numbers (doubles with the fewest digits that read back as the
   *     same), booleans, or words without comma, quote or line break
   */
  public void append(List<?> values) {
    Require.that(values.size() == columns.size(), "row", values.size() + " values", "" + columns);
    String row = values.stream().map(CsvWriter::write).collect(Collectors.joining(",", "", "\n"));
    try {
      ByteBuffer bytes = ByteBuffer.wrap(row.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      rows++;
    } catch (IOException e) {
      throw new UncheckedIOException("row " + rows, e);
    }
  }

  /** Number of rows in the file, without the header. */
  public long rows() {
    return rows;
  }

  /** Returns when all rows would survive a loss of power. */
  public void force() {
    try {
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException("row " + rows, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("row " + rows, e);
    }
  }

  private static String write(Object value) {
    return value instanceof Double number ? ShortestDecimal.of(number) : value.toString();
  }

  private static void keep(Path file, String header, long rows) throws IOException {
    String text = Files.readString(file);
    Require.that(
        text.startsWith(header), "" + file, firstLine(text), "the columns " + firstLine(header));
    int end = header.length();
    for (long row = 0; row < rows; row++) {
      int lineBreak = text.indexOf('\n', end);
      Require.that(lineBreak >= 0, "" + file, row + " rows", "at least " + rows + ", as noted");
      end = lineBreak + 1;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      // All characters that are written are ASCII, so characters are bytes.
      channel.truncate(end);
    }
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("nothing");
  }
}
