package io.papilio.learner.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.papilio.core.policy.FixedMlp;
import io.papilio.core.policy.MlpShape;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.learner.tensor.ParameterVector;
import io.papilio.learner.tensor.TensorEngine;
import org.junit.jupiter.api.Test;

/** What acts is what is trained. */
class FixedMlpAgreesTest {
  private static final int ROWS = 13;

  private final NumpyGenerator generator = NumpyGenerator.ofSeed(6);

  @Test
  void outputsAreThoseOfTheNetworkInTraining() {
    MlpShape shape = MlpShape.of(7, 37, 18, 3);
    float[] parameters = normals(shape.parameterCount(), 0.2);
    float[] inputs = normals(ROWS * 7, 1);
    float[] outputs = new float[ROWS * 3];
    new FixedMlp(shape, parameters).forward(inputs, ROWS, outputs);
    try (ParameterVector trained = new ParameterVector(shape.parameterCount());
        NDManager manager = TensorEngine.newManager()) {
      trained.set(parameters);
      var input = manager.create(inputs, new Shape(ROWS, 7));
      float[] expected = new Mlp(shape).forward(trained.constant(), input).toFloatArray();
      // At most 38 terms a layer, outputs of size 1: some tens of roundings of 2^-24.
      assertArrayEquals(expected, outputs, 5e-6f);
    }
  }

  private float[] normals(int count, double deviation) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (deviation * generator.standardNormal());
    }
    return values;
  }
}
