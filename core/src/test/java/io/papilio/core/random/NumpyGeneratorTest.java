package io.papilio.core.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.validation.InvalidValueException;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class NumpyGeneratorTest {
  @Test
  void seedZeroHasTheStateOfNumpy() {
    assertEquals(
        new Pcg64.State(
            0x1aa1b5345996452dL, 0x09585eb7a69561e3L, 0x418ddadb3af71a82L, 0x588133bc447873a9L),
        NumpyGenerator.ofSeed(0).state().bits());
  }

  @Test
  void seedZeroBeginsWithTheNumbersOfNumpy() {
    assertEquals(0xa30febcfd9c2825fL, NumpyGenerator.ofSeed(0).nextLong());
    assertEquals(0.6369616873214543, NumpyGenerator.ofSeed(0).nextDouble());
    NumpyGenerator normal = NumpyGenerator.ofSeed(0);
    assertEquals(0.1257302210933933, normal.standardNormal());
    assertEquals(-0.1321048632913019, normal.standardNormal());
    assertEquals(0.6404226504432821, normal.standardNormal());
  }

  @Test
  void restoredStateContinuesWithTheSameNumbers() {
    NumpyGenerator generator = NumpyGenerator.ofSeed(8);
    generator.integers(10); // leaves half a draw in the buffer
    NumpyGenerator.State state = generator.state();
    assertTrue(state.bufferedWord().isPresent());
    double[] expected = take(generator);
    generator.restore(state);
    assertArrayEquals(expected, take(generator));
    assertArrayEquals(expected, take(new NumpyGenerator(state)));
  }

  @Test
  void integersOfBoundOneDrawsNothing() {
    NumpyGenerator generator = NumpyGenerator.ofSeed(8);
    NumpyGenerator.State before = generator.state();
    assertEquals(0, generator.integers(1));
    assertEquals(before, generator.state());
  }

  @Test
  void negativeSeedIsRejected() {
    var rejected =
        assertThrows(InvalidValueException.class, () -> new NumpyGenerator(BigInteger.valueOf(-1)));
    assertEquals("seed: -1 (expected: >= 0)", rejected.getMessage());
  }

  @Test
  void boundBelowOneIsRejected() {
    NumpyGenerator generator = NumpyGenerator.ofSeed(0);
    var rejected = assertThrows(InvalidValueException.class, () -> generator.integers(0));
    assertEquals("bound: 0 (expected: > 0)", rejected.getMessage());
  }

  @Test
  void streamsDependOnSeedAndNameAlone() {
    RandomStreams streams = RandomStreams.of(3);
    streams.stream("minibatch").nextLong();
    assertEquals(
        RandomStreams.of(3).stream("minibatch").nextLong(), streams.stream("minibatch").nextLong());
    assertNotEquals(
        streams.stream("evaluation").nextLong(), streams.stream("minibatch").nextLong());
    assertNotEquals(
        RandomStreams.of(4).stream("minibatch").nextLong(), streams.stream("minibatch").nextLong());
  }

  private static double[] take(NumpyGenerator generator) {
    double[] numbers = new double[100];
    for (int i = 0; i < numbers.length; i += 2) {
      numbers[i] = generator.integers(1000);
      numbers[i + 1] = generator.standardNormal();
    }
    return numbers;
  }
}
