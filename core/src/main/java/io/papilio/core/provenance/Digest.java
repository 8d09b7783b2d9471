package io.papilio.core.provenance;

import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The SHA-256 of some bytes.
 *
 * @param sha256 64 lower-case hexadecimal digits
 */
public record Digest(String sha256) {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
  private static final int BUFFER_BYTES = 1 << 16;

  public Digest {
    Require.that(
        HEX.matcher(sha256).matches(), "sha256", "'" + sha256 + "'", "64 hexadecimal digits");
  }

  public static Digest of(byte[] bytes) {
    return of(List.of(ByteBuffer.wrap(bytes)));
  }

  /** The digest of the pieces put one after the other. */
  public static Digest of(List<ByteBuffer> pieces) {
    MessageDigest algorithm = algorithm();
    for (ByteBuffer piece : pieces) {
      algorithm.update(piece.duplicate());
    }
    return new Digest(HexFormat.of().formatHex(algorithm.digest()));
  }

  /**
   * The digest of a file's content, read as a stream.
   *
   * @throws UncheckedIOException when the file cannot be read
   */
  public static Digest ofFile(Path file) {
    MessageDigest algorithm = algorithm();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), algorithm)) {
      while (in.read(buffer) >= 0) {
        // Reading feeds the digest.
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
    return new Digest(HexFormat.of().formatHex(algorithm.digest()));
  }

  /**
   * Checks that a file still has this digest.
   *
   * @throws InvalidValueException when it is missing or has changed
   */
  public void verify(Path file) {
    Require.that(Files.isRegularFile(file), file.toString(), "no such file", "sha256 " + sha256);
    Digest actual = ofFile(file);
    Require.that(equals(actual), file.toString(), "sha256 " + actual.sha256, "sha256 " + sha256);
  }

  /** The digest of bytes that come one after the other. */
  public static final class Running {
    private final MessageDigest algorithm = algorithm();

    /** Adds bytes at the end. */
    public void add(byte[] bytes) {
      algorithm.update(bytes);
    }

    /** The digest of all bytes so far. */
    public Digest soFar() {
      try {
        MessageDigest copy = (MessageDigest) algorithm.clone();
        return new Digest(HexFormat.of().formatHex(copy.digest()));
      } catch (CloneNotSupportedException e) {
        throw new IllegalStateException("the JDK's SHA-256 can be copied", e);
      }
    }
  }

  @Override
  public String toString() {
    return sha256;
  }

  private static MessageDigest algorithm() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
