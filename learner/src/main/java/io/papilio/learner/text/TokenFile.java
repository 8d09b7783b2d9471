package io.papilio.learner.text;

import io.papilio.core.validation.Require;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Documents as tokens in a memory-mapped file: unsigned 16-bit integers, little-endian, each
 * document followed by {@link Tokenizer#END}.
 */
public final class TokenFile {
  /** Values of a token. */
  static final int MOST_TOKENS = 1 << 16;

  private final ShortBuffer tokens;

  private TokenFile(ShortBuffer tokens) {
    this.tokens = tokens;
  }

  /** Maps a file. */
  static TokenFile open(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      Require.that(
          channel.size() <= Integer.MAX_VALUE, file + "", channel.size() + " bytes", "below 2^31");
      return new TokenFile(
          channel
              .map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
              .order(ByteOrder.LITTLE_ENDIAN)
              .asShortBuffer());
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  /** Number of tokens. */
  public int size() {
    return tokens.limit();
  }

  /** The token at a place. */
  public int get(int index) {
    return Short.toUnsignedInt(tokens.get(index));
  }

  /** Copies tokens. */
  public void copy(int start, long[] to, int at, int length) {
    for (int i = 0; i < length; i++) {
      to[at + i] = get(start + i);
    }
  }

  /** Writes documents. */
  static final class Writer implements AutoCloseable {
    private final Path file;
    private final OutputStream out;

    Writer(Path file) {
      this.file = file;
      try {
        out = new BufferedOutputStream(Files.newOutputStream(file));
      } catch (IOException e) {
        throw new UncheckedIOException(file + ": " + e.getMessage(), e);
      }
    }

    /** Appends a document and its end. */
    void append(int[] document) {
      try {
        for (int token : document) {
          write(token);
        }
        write(Tokenizer.END);
      } catch (IOException e) {
        throw new UncheckedIOException(file + ": " + e.getMessage(), e);
      }
    }

    private void write(int token) throws IOException {
      out.write(token);
      out.write(token >>> Byte.SIZE);
    }

    @Override
    public void close() {
      try {
        out.close();
      } catch (IOException e) {
        throw new UncheckedIOException(file + ": " + e.getMessage(), e);
      }
    }
  }
}
