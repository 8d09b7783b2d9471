package io.papilio.core.snapshot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.validation.InvalidValueException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  private static final SnapshotLabel LABEL = SnapshotLabel.of("A-v0", "{}", Map.of("lib", "1"));

  private static byte[] sealed() {
    return Snapshot.seal(LABEL, new SnapshotWriter().text("state").number(0.5));
  }

  private static String refusal(byte[] bytes) {
    return assertThrows(InvalidValueException.class, () -> Snapshot.open(bytes)).getMessage();
  }

  @Test
  void whatWasSealedIsOpened() {
    Snapshot snapshot = Snapshot.open(sealed());
    assertEquals(LABEL, snapshot.label());
    assertEquals("state", snapshot.state().text());
    assertEquals(0.5, snapshot.state().number());
    assertTrue(snapshot.state().isAtEnd());
  }

  @Test
  void anyChangedBitIsNoticed() {
    byte[] sealed = sealed();
    for (int bit = 0; bit < 8 * sealed.length; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      String expected =
          bit < 32
              ? "snapshot: " + sealed.length + " other bytes (expected: a snapshot)"
              : "snapshot: damaged (expected: the bytes as they were made)";
      assertEquals(expected, refusal(changed));
    }
  }

  @Test
  void anyOtherLengthIsNoticed() {
    byte[] sealed = sealed();
    for (int length = 0; length <= sealed.length + 1; length++) {
      if (length != sealed.length) {
        assertTrue(refusal(Arrays.copyOf(sealed, length)).startsWith("snapshot: "));
      }
    }
  }

  @Test
  void everyKindOfValueComesBack() {
    NumpyGenerator generator = NumpyGenerator.ofSeed(3);
    // Leaves a half of a 64-bit draw in the buffer.
    generator.integers(10);
    SnapshotWriter out =
        new SnapshotWriter()
            .flag(true)
            .integer(-7)
            .longInteger(Long.MIN_VALUE)
            .number(-0.0)
            .numbers(new double[] {1, Double.NaN})
            .text("κ")
            .bytes(ByteBuffer.wrap(new byte[5000]))
            .generator(generator);
    SnapshotReader in = new SnapshotReader(ByteBuffer.wrap(out.toBytes()));
    assertTrue(in.flag());
    assertEquals(-7, in.integer());
    assertEquals(Long.MIN_VALUE, in.longInteger());
    assertEquals(-0.0, in.number());
    assertArrayEquals(new double[] {1, Double.NaN}, in.numbers(2));
    assertEquals("κ", in.text());
    assertEquals(5000, in.bytes().remaining());
    NumpyGenerator restored = in.generator();
    assertEquals(generator.state(), restored.state());
    assertEquals(generator.integers(10), restored.integers(10));
    assertTrue(in.isAtEnd());
  }

  @Test
  void generatorWithoutBufferedWordHasNone() {
    SnapshotWriter out = new SnapshotWriter().generator(NumpyGenerator.ofSeed(3));
    SnapshotReader in = new SnapshotReader(ByteBuffer.wrap(out.toBytes()));
    assertEquals(OptionalInt.empty(), in.generator().state().bufferedWord());
  }

  @Test
  void countsBeyondTheBytesAreRefused() {
    byte[] many = new SnapshotWriter().integer(Integer.MAX_VALUE).number(0).toBytes();
    for (int size : new int[] {2, Integer.MAX_VALUE / 8}) {
      assertThrows(InvalidValueException.class, () -> reader(many).numbers(size));
    }
    assertThrows(InvalidValueException.class, () -> reader(many).text());
    assertThrows(InvalidValueException.class, () -> reader(many).count(1));
    assertThrows(InvalidValueException.class, () -> reader(new byte[7]).number());
    byte[] negative = new SnapshotWriter().integer(-1).toBytes();
    assertThrows(InvalidValueException.class, () -> reader(negative).bytes());
    assertThrows(InvalidValueException.class, () -> reader(new byte[] {2}).flag());
  }

  @Test
  void labelNamesTheFirstDifference() {
    SnapshotLabel hopper = label("Hopper-v5", "{}", "3.14.0");
    assertEquals(Optional.empty(), hopper.mismatch(label("Hopper-v5", "{}", "3.14.0")));
    assertEquals(
        Optional.of("snapshot: environment Ant-v5 (expected: Hopper-v5)"),
        hopper.mismatch(label("Ant-v5", "{a}", "3.13.0")));
    assertEquals(
        Optional.of("snapshot: of {mujoco=3.13.0} (expected: {mujoco=3.14.0})"),
        hopper.mismatch(label("Hopper-v5", "{a}", "3.13.0")));
    assertEquals(
        Optional.of("snapshot: keywords {a} (expected: {})"),
        hopper.mismatch(label("Hopper-v5", "{a}", "3.14.0")));
  }

  @Test
  void refusalOfALongLabelIsShort() {
    String refusal =
        label("A-v0", "{}", "1").mismatch(label("B".repeat(9999), "{}", "1")).orElseThrow();
    assertFalse(refusal.length() > 500, refusal);
  }

  @Test
  void longConfigurationIsCondensedToItsDigest() {
    SnapshotLabel one = SnapshotLabel.of("A-v0", "x".repeat(100_000), Map.of());
    SnapshotLabel other = SnapshotLabel.of("A-v0", "x".repeat(100_001), Map.of());
    assertEquals("sha256 ".length() + 64, one.configuration().length());
    assertTrue(one.mismatch(other).isPresent());
    assertEquals(
        Optional.empty(), one.mismatch(SnapshotLabel.of("A-v0", "x".repeat(100_000), Map.of())));
  }

  private static SnapshotLabel label(String id, String configuration, String mujoco) {
    return new SnapshotLabel(id, configuration, new TreeMap<>(Map.of("mujoco", mujoco)));
  }

  private static SnapshotReader reader(byte[] bytes) {
    return new SnapshotReader(ByteBuffer.wrap(bytes));
  }
}
