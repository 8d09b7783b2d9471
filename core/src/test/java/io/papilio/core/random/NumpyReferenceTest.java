package io.papilio.core.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Digests of what NumPy gives; the script beside numpy-reference.txt made them. */
class NumpyReferenceTest {
  @ParameterizedTest(name = "{0}")
  @MethodSource("references")
  void everyNumberIsThatOfNumpy(String line) throws NoSuchAlgorithmException {
    String[] words = line.split(" ", -1);
    byte[] numbers = numbers(words[0], new BigInteger(words[1]), words[2]).array();
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(numbers);
    assertEquals(words[3], HexFormat.of().formatHex(digest));
  }

  static List<String> references() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                NumpyReferenceTest.class.getResourceAsStream("numpy-reference.txt"),
                StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#")).toList();
    }
  }

  private static ByteBuffer numbers(String kind, BigInteger seed, String argument) {
    if (kind.equals("stream")) {
      return raw(RandomStreams.of(seed.longValueExact()).stream(argument), 1000);
    }
    NumpyGenerator generator = new NumpyGenerator(seed);
    int count = Integer.parseInt(argument);
    return switch (kind) {
      case "raw" -> raw(generator, count);
      case "normal" -> normals(generator, count);
      case "uniform" -> uniforms(generator, count);
      case "integers" -> integers(generator, count);
      case "permutation" -> ints(generator.permutation(count));
      case "mixed" -> mixed(generator, count);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static ByteBuffer raw(NumpyGenerator generator, int count) {
    ByteBuffer buffer = allocate(count * Long.BYTES);
    for (int i = 0; i < count; i++) {
      buffer.putLong(generator.nextLong());
    }
    return buffer;
  }

  private static ByteBuffer normals(NumpyGenerator generator, int count) {
    ByteBuffer buffer = allocate(count * Double.BYTES);
    for (int i = 0; i < count; i++) {
      buffer.putDouble(generator.standardNormal());
    }
    return buffer;
  }

  private static ByteBuffer uniforms(NumpyGenerator generator, int count) {
    ByteBuffer buffer = allocate(count * Double.BYTES);
    for (int i = 0; i < count; i++) {
      buffer.putDouble(generator.uniform(-0.3, 1.7));
    }
    return buffer;
  }

  private static ByteBuffer integers(NumpyGenerator generator, int bound) {
    int[] values = new int[5001];
    for (int i = 0; i < values.length; i++) {
      values[i] = generator.integers(bound);
    }
    return ints(values);
  }

  private static ByteBuffer ints(int[] values) {
    ByteBuffer buffer = allocate(values.length * Integer.BYTES);
    buffer.asIntBuffer().put(values);
    return buffer;
  }

  /** One generator, all methods in turn: the buffered half word must outlive the other calls. */
  private static ByteBuffer mixed(NumpyGenerator generator, int count) {
    ByteBuffer buffer = allocate((3 * count + 6 * (count / 4)) * Double.BYTES);
    for (int i = 0; i < count; i++) {
      buffer.putDouble(generator.integers(i + 1));
      buffer.putDouble(generator.standardNormal());
      buffer.putDouble(generator.nextDouble());
      for (int value : generator.permutation(i % 4)) {
        buffer.putDouble(value);
      }
    }
    return buffer;
  }

  private static ByteBuffer allocate(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
