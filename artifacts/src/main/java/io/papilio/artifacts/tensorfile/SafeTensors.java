package io.papilio.artifacts.tensorfile;

import io.papilio.artifacts.file.AtomicFile;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Files in the safetensors format: the length of the header as an unsigned 64-bit little-endian
 * integer, a JSON header, then the elements of all tensors without a gap.
 *
 * <p>Source: the format's description in the safetensors project's README, version 0.8.
 */
public final class SafeTensors {
  private static final int MAX_HEADER_BYTES = 100_000_000;

  private SafeTensors() {}

  /**
   * Replaces a file in one step.
   *
   * @throws UncheckedIOException when the file cannot be written; the old content stays
   */
  public static void write(Path file, TensorFile content) {
    AtomicFile.write(file, pieces(content));
  }

  /**
   * Reads a file into memory.
   *
   * @throws InvalidValueException when it is missing or not a valid safetensors file
   * @throws UncheckedIOException when the disk fails
   */
  public static TensorFile read(Path file) {
    return read(file, name -> true);
  }

  /** Reads those tensors of a file that are wanted, by name; the others are skipped. */
  static TensorFile read(Path file, Predicate<String> wanted) {
    Require.that(Files.isRegularFile(file), file + "", "no such file", "a safetensors file");
    try (FileChannel channel = FileChannel.open(file)) {
      return read(file.toString(), channel, wanted);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  /** The content of the file, piece by piece; the same content gives the same bytes. */
  static List<ByteBuffer> pieces(TensorFile content) {
    SafeTensorsHeader header = SafeTensorsHeader.of(content);
    byte[] json = header.toJson();
    List<ByteBuffer> pieces = new ArrayList<>();
    pieces.add(littleEndian(Long.BYTES).putLong(0, json.length));
    pieces.add(ByteBuffer.wrap(json));
    for (SafeTensorsHeader.Entry entry : header.entries()) {
      pieces.add(content.tensors().get(entry.name()).bytes());
    }
    return pieces;
  }

  private static TensorFile read(String file, FileChannel channel, Predicate<String> wanted)
      throws IOException {
    long size = channel.size();
    Require.that(size >= Long.BYTES, file, size + " bytes", "at least " + Long.BYTES);
    long length = next(channel, Long.BYTES).getLong();
    long limit = Math.min(size - Long.BYTES, MAX_HEADER_BYTES);
    Require.that(
        length >= 0 && length <= limit,
        file,
        "header of " + Long.toUnsignedString(length) + " bytes",
        "at most " + limit);
    byte[] json = next(channel, (int) length).array();
    SafeTensorsHeader header = SafeTensorsHeader.parse(file, json, size - Long.BYTES - length);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (SafeTensorsHeader.Entry entry : header.entries()) {
      int count = Math.toIntExact(entry.end() - entry.begin());
      if (wanted.test(entry.name())) {
        tensors.put(entry.name(), Tensor.wrap(entry.dtype(), entry.shape(), next(channel, count)));
      } else {
        channel.position(channel.position() + count);
      }
    }
    return new TensorFile(tensors, header.metadata());
  }

  private static ByteBuffer next(FileChannel channel, int count) throws IOException {
    ByteBuffer bytes = littleEndian(count);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new IOException("ends while it is read (expected: " + bytes.remaining() + " more)");
      }
    }
    return bytes.flip();
  }

  private static ByteBuffer littleEndian(int count) {
    return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
  }
}
