package io.papilio.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.space.Box;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkPolicyTest {
  private static final List<BigInteger> TWO = List.of(BigInteger.ZERO, BigInteger.ONE);
  private static final Tensor OBSERVATIONS =
      Tensor.float64(new double[] {0.1, -0.2, 3, -4, 0.5, 0.6}, 2, 3);
  private static final Box DOUBLES =
      new Box(Tensor.float64(new double[] {-1, -2}), Tensor.float64(new double[] {1, 4}));
  private static final Network FIRST_TWO = new RowNetwork(3, 2, in -> new float[] {in[0], in[1]});

  static Stream<Box> spaces() {
    return Stream.of(Box.float32(2, -1, 0.3f), DOUBLES);
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void actionsHaveTheTypeOfTheirSpace(Box space) {
    Tensor actions = act(PolicyBinding.PLAIN, space);
    assertEquals(space.dtype(), actions.dtype());
    assertEquals(List.of(2, 2), actions.shape());
    for (int i = 0; i < 2; i++) {
      assertEquals((float) OBSERVATIONS.getDouble(i), actions.getDouble(i));
      assertEquals((float) OBSERVATIONS.getDouble(3 + i), actions.getDouble(2 + i));
    }
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void clippingInThePassGivesTheBitsOfClippingAfterIt(Box space) {
    Policy unbounded = NetworkPolicy.unbounded(FIRST_TWO, false);
    Tensor expected = new ClippedPolicy(unbounded, space).begin(TWO).act(OBSERVATIONS);
    assertEquals(expected, unbounded.within(space).begin(TWO).act(OBSERVATIONS));
    assertEquals(expected, act(PolicyBinding.PLAIN.withOutputs(OutputMapping.CLIP), space));
    assertNotEquals(expected, unbounded.begin(TWO).act(OBSERVATIONS));
  }

  @Test
  void outputsBetweenMinusOneAndOneAreScaledToTheBounds() {
    Network ends = new RowNetwork(3, 2, in -> new float[] {-1, 0.5f});
    var policy =
        new NetworkPolicy(ends, PolicyBinding.PLAIN.withOutputs(OutputMapping.SCALE), DOUBLES);
    // -2 to 4 has its middle at 1, and 0.5 of its half width of 3 is 1.5.
    assertEquals(
        Tensor.float64(new double[] {-1, 2.5, -1, 2.5}, 2, 2), policy.begin(TWO).act(OBSERVATIONS));
  }

  @Test
  void scalingNeedsBounds() {
    var error =
        assertThrows(
            InvalidValueException.class,
            () ->
                new NetworkPolicy(
                    FIRST_TWO,
                    PolicyBinding.PLAIN.withOutputs(OutputMapping.SCALE),
                    Box.unbounded(2)));
    assertEquals(
        "action bounds: -Infinity to Infinity (expected: finite numbers)", error.getMessage());
  }

  @Test
  void chosenColumnsAreSeenInTheirOrder() {
    var binding = new PolicyBinding(List.of(2, 0), false, 1, 1, OutputMapping.IDENTITY);
    Network same = new RowNetwork(2, 2, in -> in);
    Tensor actions = new NetworkPolicy(same, binding, DOUBLES).begin(TWO).act(OBSERVATIONS);
    assertEquals(Tensor.float64(new double[] {3, 0.1f, 0.6f, -4}, 2, 2), actions);
    assertEquals(2, binding.inputSize(3, 2));
    var error = assertThrows(InvalidValueException.class, () -> binding.inputSize(2, 2));
    assertEquals("column: 2 (expected: below 2)", error.getMessage());
  }

  @Test
  void sizesOfABindingAreThoseOfPairsAndChunks() {
    var binding = new PolicyBinding(List.of(), true, 32, 8, OutputMapping.CLIP);
    assertEquals(32 * (17 + 6), binding.inputSize(17, 6));
    assertEquals(8 * 6, binding.outputSize(6));
  }

  @Test
  void whatDoesNotFitIsRejected() {
    assertRejected(
        "outputs: 2 (expected: 6)",
        () ->
            new NetworkPolicy(
                FIRST_TWO, new PolicyBinding(List.of(), false, 1, 3, OutputMapping.CLIP), DOUBLES));
    assertRejected(
        "inputs: 3 (expected: 2 pairs of an observation and an action)",
        () ->
            new NetworkPolicy(
                FIRST_TWO, new PolicyBinding(List.of(), false, 2, 1, OutputMapping.CLIP), DOUBLES));
    assertRejected(
        "observations: float32 [1, 2] (expected: [n, 3])",
        () ->
            NetworkPolicy.unbounded(FIRST_TWO, false)
                .begin(TWO)
                .act(Tensor.float32(new float[2], 1, 2)));
    assertRejected(
        "observations: float32 [2, 2] (expected: [2, 1])",
        () ->
            NetworkPolicy.unbounded(FIRST_TWO, true)
                .begin(TWO)
                .act(Tensor.float32(new float[4], 2, 2)));
  }

  private static Tensor act(PolicyBinding binding, Box space) {
    return new NetworkPolicy(FIRST_TWO, binding, space).begin(TWO).act(OBSERVATIONS);
  }

  private static void assertRejected(String message, Runnable call) {
    assertEquals(message, assertThrows(InvalidValueException.class, call::run).getMessage());
  }
}
