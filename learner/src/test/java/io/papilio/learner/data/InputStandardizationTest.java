package io.papilio.learner.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.policy.MlpShape;
import io.papilio.core.policy.PolicyBinding;
import io.papilio.core.policy.TensorSlice;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.trajectory.TrajectorySource;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.kernels.FixedMlp;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InputStandardizationTest {
  /**
   * Two inputs, of mean 3 and deviation 1, of mean -20 and deviation 40, and a constant; the
   * observation after the last action is never an input. Shape: [3, 3].
   */
  private static final double[] OBSERVATIONS = {2, 20, 7, 4, -60, 7, 1e6, 1e6, 1e6};

  private final DemonstrationTensors pairs = pairs();

  @Test
  void coordinatesGetMeanZeroAndDeviationOne() {
    pairs.standardize(pairs.standardization());

    assertArrayEquals(new float[] {-1, 1, 0}, pairs.inputs(0));
    assertArrayEquals(new float[] {1, -1, 0}, pairs.inputs(1));
  }

  @Test
  void coordinateThatHardlyMovesIsNotBlownUp() {
    InputStandardization standardization = pairs.standardization();
    float[] seenLater = {3, -20, 7.01f};
    standardization.apply(seenLater);

    // 0.01 over the smallest deviation, 0.001; a float near 7 is off by half of 2^-21 at most
    assertEquals(10, seenLater[2], 3e-4);
  }

  @Test
  void foldedNetworkGivesOfBareInputsWhatTheNetworkGivesOfStandardizedOnes() {
    MlpShape shape = MlpShape.of(3, 2, 1);
    List<TensorSlice> tensors = shape.tensors("");
    float[] theta = {0.5f, -1, 2, 1, 0.25f, -0.5f, 0.1f, -0.2f, 3, -2, 0.7f};
    float[] bare = {2.5f, 10, 7.001f};
    InputStandardization standardization = pairs.standardization();
    float[] standardized = bare.clone();
    standardization.apply(standardized);
    float expected = output(shape, theta, standardized);

    standardization.foldInto(theta, tensors.get(0), tensors.get(1));

    float folded = output(shape, theta, bare);
    // The folded bias is near 14,000, where floats lie 2^-10 apart; the last layer takes it times
    // 3.
    assertEquals(expected, folded, 6e-3f);
  }

  @Test
  void foldedFirstLayerOfWindowsTakesBareWindows() {
    MlpShape shape = MlpShape.of(6, 1);
    List<TensorSlice> tensors = shape.tensors("");
    float[] theta = {0.5f, -1, 0, 2, 0.25f, 0, 0.1f};
    float[] bare = {0, 0, 0, 2.5f, 10, 0};
    float[] standardized = bare.clone();
    InputStandardization standardization = pairs.standardization();
    standardization.apply(standardized);
    float expected = output(shape, theta, standardized);

    standardization.foldInto(theta, tensors.get(0), tensors.get(1));

    assertEquals(expected, output(shape, theta, bare), 1e-5f);
  }

  @Test
  void layerOfAnotherWidthIsRejected() {
    TensorSlice weight = new TensorSlice("0.weight", 0, List.of(1, 2));
    TensorSlice bias = new TensorSlice("0.bias", 2, List.of(1));
    var error =
        assertThrows(
            InvalidValueException.class,
            () -> pairs.standardization().foldInto(new float[3], weight, bias));
    assertEquals("weight: [1, 2] (expected: [out, L 3])", error.getMessage());
  }

  private static float output(MlpShape shape, float[] theta, float[] input) {
    float[] outputs = new float[1];
    new FixedMlp(shape, theta).forward(input, 1, outputs);
    return outputs[0];
  }

  private static DemonstrationTensors pairs() {
    var twoSteps =
        new Trajectory(
            Optional.empty(),
            Tensor.float64(OBSERVATIONS, 3, 3),
            Tensor.float32(new float[2], 2, 1),
            Tensor.float64(new double[2]),
            true,
            false);
    return DemonstrationTensors.of(TrajectorySource.of(List.of(twoSteps)), PolicyBinding.PLAIN);
  }
}
