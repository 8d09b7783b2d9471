package io.papilio.artifacts.table;

import io.papilio.core.provenance.Digest;
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
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Appends rows to a CSV file whose first line names the columns. A checkpoint notes the {@link
 * #position}; a resumed run opens the file there, which cuts off what was written after the
 * checkpoint, and rejects a file whose rows before it have changed.
 */
public final class CsvWriter implements AutoCloseable {
  private final FileChannel channel;
  private final List<String> columns;
  private final Digest.Running digest = new Digest.Running();
  private long rows;

  private CsvWriter(FileChannel channel, List<String> columns, long rows) {
    this.channel = channel;
    this.columns = columns;
    this.rows = rows;
  }

  /** Opens a file at its first {@code rows} rows, whatever they are. */
  public static CsvWriter open(Path file, List<String> columns, long rows) {
    return open(file, columns, new TablePosition(rows, Optional.empty()));
  }

  /**
   * Opens a file at a position; at {@link TablePosition#START} it is begun anew.
   *
   * @throws io.papilio.core.validation.InvalidValueException when the file has other columns, fewer
   *     rows, or other ones than when the position was noted
   */
  public static CsvWriter open(Path file, List<String> columns, TablePosition position) {
    long rows = position.rows();
    try {
      String header = String.join(",", columns) + "\n";
      String kept = header;
      if (rows == 0) {
        Files.writeString(file, header);
      } else {
        Require.that(
            Files.exists(file),
            "" + file,
            "missing",
            "its " + rows + " rows, as noted in the checkpoint; or another directory");
        kept = kept(file, header, rows);
      }
      byte[] bytes = kept.getBytes(StandardCharsets.UTF_8);
      position.digest().ifPresent(noted -> requireSame(file, rows, Digest.of(bytes), noted));
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(bytes.length);
      }
      FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND);
      CsvWriter writer = new CsvWriter(channel, List.copyOf(columns), rows);
      writer.digest.add(bytes);
      return writer;
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
      byte[] written = row.getBytes(StandardCharsets.UTF_8);
      ByteBuffer bytes = ByteBuffer.wrap(written);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      digest.add(written);
      rows++;
    } catch (IOException e) {
      throw new UncheckedIOException("row " + rows, e);
    }
  }

  /** Number of rows in the file, without the header. */
  public long rows() {
    return rows;
  }

  /** The end of the file, whose rows then survive a loss of power. */
  public TablePosition position() {
    force();
    return new TablePosition(rows, Optional.of(digest.soFar()));
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

  private static String kept(Path file, String header, long rows) throws IOException {
    String text = Files.readString(file);
    Require.that(
        text.startsWith(header), "" + file, firstLine(text), "the columns " + firstLine(header));
    int end = header.length();
    for (long row = 0; row < rows; row++) {
      int lineBreak = text.indexOf('\n', end);
      Require.that(lineBreak >= 0, "" + file, row + " rows", "at least " + rows + ", as noted");
      end = lineBreak + 1;
    }
    return text.substring(0, end);
  }

  private static void requireSame(Path file, long rows, Digest found, Digest noted) {
    Require.that(
        found.equals(noted),
        "" + file,
        "sha256 " + found + " of its first " + rows + " rows",
        noted + ", as noted in the checkpoint; or another directory");
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("nothing");
  }
}
