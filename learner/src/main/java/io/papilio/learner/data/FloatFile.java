package io.papilio.learner.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Arrays of float32 numbers on the disk instead of in the heap. The file is mapped, so that the
 * operating system keeps in memory what is used and there is room for, and it has no name: its
 * space is free again when the process ends, however it ends.
 */
final class FloatFile implements Iterable<float[]>, AutoCloseable {
  /** Numbers that are mapped together; an array lies in one mapping. */
  private static final long SEGMENT = 1L << 28;

  private final Path directory;
  private final FileChannel channel;
  // In numbers, of each array, and the end of the last one.
  private final List<Long> starts = new ArrayList<>();
  private final List<Integer> lengths = new ArrayList<>();
  private final List<FloatBuffer> segments = new ArrayList<>();
  private long end;

  /**
   * @param directory where the numbers are, for as long as the process runs
   */
  FloatFile(Path directory) {
    this.directory = directory;
    try {
      Path file = Files.createTempFile(directory, ".numbers.", null);
      // Linux removes the name at once.
      channel =
          FileChannel.open(
              file,
              Set.of(
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE,
                  StandardOpenOption.DELETE_ON_CLOSE));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Number of arrays. */
  int size() {
    return starts.size();
  }

  /** Adds an array behind the others. */
  void append(float[] numbers) {
    if (end / SEGMENT != (end + numbers.length) / SEGMENT) {
      end = (end / SEGMENT + 1) * SEGMENT;
    }
    starts.add(end);
    lengths.add(numbers.length);
    write(end, numbers);
    end += numbers.length;
    segments.clear();
  }

  /** Replaces an array by one of the same length. */
  void replace(int index, float[] numbers) {
    write(starts.get(index), numbers);
  }

  /** A copy of an array. */
  float[] get(int index) {
    float[] numbers = new float[lengths.get(index)];
    copy(index, 0, numbers, 0, numbers.length);
    return numbers;
  }

  /** Copies some numbers of an array, from {@code from} on. */
  void copy(int index, int from, float[] to, int at, int count) {
    if (segments.isEmpty()) {
      map();
    }
    long start = starts.get(index);
    segments.get((int) (start / SEGMENT)).get((int) (start % SEGMENT) + from, to, at, count);
  }

  /** Copies of the arrays, one at a time. */
  @Override
  public Iterator<float[]> iterator() {
    return IntStream.range(0, size()).mapToObj(this::get).iterator();
  }

  /** Frees the space on the disk at once, and not when the mappings are collected. */
  @Override
  public void close() {
    segments.clear();
    try {
      channel.truncate(0);
      channel.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void write(long start, float[] numbers) {
    ByteBuffer bytes =
        ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.nativeOrder());
    bytes.asFloatBuffer().put(numbers);
    try {
      long position = start * Float.BYTES;
      while (bytes.hasRemaining()) {
        position += channel.write(bytes, position);
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void map() {
    try {
      for (long start = 0; start < end; start += SEGMENT) {
        long count = Math.min(SEGMENT, end - start);
        segments.add(
            channel
                .map(FileChannel.MapMode.READ_ONLY, start * Float.BYTES, count * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer());
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private UncheckedIOException failed(IOException e) {
    return new UncheckedIOException(directory + ": " + e.getMessage(), e);
  }
}
