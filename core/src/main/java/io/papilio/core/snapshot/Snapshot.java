package io.papilio.core.snapshot;

import io.papilio.core.validation.InvalidValueException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * A snapshot taken apart: what it is of, and the state itself. In bytes: the letters PAPS, the
 * label, the state, and the SHA-256 of all before it.
 *
 * @param label what it is of
 * @param state what a {@link Restorable} wrote
 */
public record Snapshot(SnapshotLabel label, SnapshotReader state) {
  private static final int MAGIC = 'P' | 'A' << 8 | 'P' << 16 | 'S' << 24;
  private static final int DIGEST_BYTES = 32;

  /** The bytes of a snapshot. */
  public static byte[] seal(SnapshotLabel label, SnapshotWriter state) {
    SnapshotWriter out = new SnapshotWriter().integer(MAGIC);
    label.write(out);
    out.bytes(ByteBuffer.wrap(state.toBytes()));
    byte[] content = out.toBytes();
    byte[] sealed = Arrays.copyOf(content, content.length + DIGEST_BYTES);
    System.arraycopy(digest(content, content.length), 0, sealed, content.length, DIGEST_BYTES);
    return sealed;
  }

  /**
   * Takes bytes apart.
   *
   * @throws InvalidValueException when they are damaged, or no snapshot at all
   */
  public static Snapshot open(byte[] bytes) {
    int length = bytes.length - DIGEST_BYTES;
    boolean begins =
        length >= Integer.BYTES && new SnapshotReader(ByteBuffer.wrap(bytes)).integer() == MAGIC;
    SnapshotReader.require(begins, bytes.length + " other bytes", "a snapshot");
    byte[] expected = Arrays.copyOfRange(bytes, length, bytes.length);
    SnapshotReader.require(
        MessageDigest.isEqual(digest(bytes, length), expected),
        "damaged",
        "the bytes as they were made");
    SnapshotReader in =
        new SnapshotReader(ByteBuffer.wrap(bytes, Integer.BYTES, length - Integer.BYTES));
    SnapshotLabel label = SnapshotLabel.read(in);
    SnapshotReader state = new SnapshotReader(in.bytes());
    SnapshotReader.require(in.isAtEnd(), "more than a state", "a state");
    return new Snapshot(label, state);
  }

  private static byte[] digest(byte[] bytes, int length) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(bytes, 0, length);
      return sha256.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
