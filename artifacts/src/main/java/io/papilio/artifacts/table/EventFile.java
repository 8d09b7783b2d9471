package io.papilio.artifacts.table;

import io.papilio.artifacts.table.event.Event;
import io.papilio.artifacts.table.event.Summary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * A file of events that TensorBoard reads: after a first record with the format's version, one
 * record per row of scalars. A resumed run opens it at its number of rows, like {@link CsvWriter}.
 *
 * <p>Source: TensorFlow's guide to TFRecord (framing and masked checksums), {@code event.proto} and
 * {@code summary.proto}.
 */
public final class EventFile implements AutoCloseable {
  /** TensorBoard finds files by a part of this name. */
  public static final String NAME = "events.out.tfevents.papilio";

  private static final String VERSION = "brain.Event:2";
  private static final int HEADER = 12;
  private static final int FOOTER = 4;

  private final FileChannel channel;
  private final Clock clock;

  private EventFile(FileChannel channel, Clock clock) {
    this.channel = channel;
    this.clock = clock;
  }

  /**
   * Opens a file at its first {@code rows} rows; what it lacks of them stays lacking.
   *
   * @param clock tells when a row was made
   */
  public static EventFile open(Path file, long rows, Clock clock) {
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      long end = endOf(channel, rows + 1);
      channel.truncate(end).position(end);
      EventFile events = new EventFile(channel, clock);
      if (end == 0) {
        events.write(events.event().setFileVersion(VERSION).build());
      }
      return events;
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  /**
   * Appends one row.
   *
   * @param scalars by name; a slash groups them
   */
  public void append(long step, Map<String, Double> scalars) {
    Summary.Builder summary = Summary.newBuilder();
    scalars.forEach(
        (tag, value) -> summary.addValueBuilder().setTag(tag).setSimpleValue(value.floatValue()));
    try {
      write(event().setStep(step).setSummary(summary).build());
    } catch (IOException e) {
      throw new UncheckedIOException("events of step " + step, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(NAME, e);
    }
  }

  private Event.Builder event() {
    return Event.newBuilder().setWallTime(clock.millis() / 1e3);
  }

  /** uint64 length, masked CRC of the length, data, masked CRC of the data; little-endian. */
  private void write(Event event) throws IOException {
    byte[] data = event.toByteArray();
    ByteBuffer record =
        ByteBuffer.allocate(HEADER + data.length + FOOTER).order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(data.length);
    record.putInt(maskedCrc(record.array(), 0, Long.BYTES));
    record.put(data);
    record.putInt(maskedCrc(data, 0, data.length));
    record.flip();
    while (record.hasRemaining()) {
      channel.write(record);
    }
  }

  /** Rotated and shifted, as TFRecord wants it. */
  static int maskedCrc(byte[] bytes, int offset, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, offset, length);
    int crc = (int) checksum.getValue();
    return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
  }

  /** Where the first {@code records} whole records end, or all if there are fewer. */
  private static long endOf(FileChannel channel, long records) throws IOException {
    long end = 0;
    for (long record = 0; record < records; record++) {
      ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      if (channel.read(length, end) < Long.BYTES) {
        return end;
      }
      long next = end + HEADER + length.getLong(0) + FOOTER;
      if (next <= end || next > channel.size()) {
        return end;
      }
      end = next;
    }
    return end;
  }
}
