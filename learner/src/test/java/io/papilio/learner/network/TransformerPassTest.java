package io.papilio.learner.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.learner.tensor.ParameterVector;
import io.papilio.learner.tensor.TensorEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TransformerPassTest {
  private static final TransformerShape SHAPE = new TransformerShape(5, 7, 3, 4, 32, 6);
  private static final int N = 9;

  /** Sums of up to 128 float32 products of order one, through three blocks. */
  private static final float TOLERANCE = 2e-5f;

  private final NumpyGenerator generator = NumpyGenerator.ofSeed(2);
  private final float[] theta = theta(1);
  private final float[] inputs = normals(N * SHAPE.input());
  private final float[] outputGradient = normals(N * SHAPE.outputs());

  @Test
  void outputsAndGradientAreThoseOfDjlsOperations() {
    TransformerPass pass = new TransformerPass(SHAPE);
    float[] outputs = pass.forward(theta, inputs, N);
    float[] gradient = gradient(pass);
    try (ParameterVector vector = new ParameterVector(theta.length);
        NDManager manager = TensorEngine.newManager();
        GradientCollector tape = TensorEngine.newGradientCollector()) {
      vector.set(theta);
      NDArray x = manager.create(inputs, new Shape(N, SHAPE.history(), SHAPE.stepSize()));
      NDArray expected = new ReferenceTransformer(SHAPE, vector.leaf(), manager).outputs(x);
      NDArray weights = manager.create(outputGradient, new Shape(N, SHAPE.outputs()));
      tape.backward(expected.mul(weights).sum());
      assertArrayEquals(expected.toFloatArray(), outputs, TOLERANCE);
      float[] expectedGradient = new float[theta.length];
      vector.gradient().get(expectedGradient);
      assertArrayEquals(expectedGradient, gradient, TOLERANCE);
    }
  }

  @Test
  void passesRepeatToTheLastBit() {
    TransformerPass pass = new TransformerPass(SHAPE);
    float[] outputs = pass.forward(theta, inputs, N);
    float[] gradient = gradient(pass);
    for (int i = 0; i < 3; i++) {
      TransformerPass other = new TransformerPass(SHAPE);
      assertArrayEquals(outputs, other.forward(theta.clone(), inputs.clone(), N));
      assertArrayEquals(gradient, gradient(other));
    }
  }

  @Test
  void trainingsInTwoThreadsDoNotDisturbEachOther() throws Exception {
    List<float[]> alone = List.of(train(1), train(2));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<float[]>> together = new ArrayList<>();
      for (long seed = 1; seed <= 2; seed++) {
        long s = seed;
        together.add(threads.submit(() -> train(s)));
      }
      assertArrayEquals(alone.get(0), together.get(0).get());
      assertArrayEquals(alone.get(1), together.get(1).get());
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void dropoutIsAFunctionOfTheSeedAndTheStep() {
    TransformerPass pass = dropout(3);
    float[] first = outputs(pass, 0);
    float[] second = outputs(pass, 1);
    assertFalse(Arrays.equals(first, second));
    assertArrayEquals(second, outputs(dropout(3), 1));
    assertFalse(Arrays.equals(second, outputs(dropout(4), 1)));
    // Two passes of one step, as accumulation makes them, differ.
    assertFalse(Arrays.equals(second, pass.forward(theta, inputs, N)));
  }

  @Test
  void nothingIsDroppedOutsideOfSteps() {
    float[] plain = new TransformerPass(SHAPE).forward(theta, inputs, N);
    TransformerPass pass = dropout(3);
    assertArrayEquals(plain, pass.forward(theta, inputs, N));
    assertFalse(Arrays.equals(plain, outputs(pass, 0)));
    pass.end();
    assertArrayEquals(plain, pass.forward(theta, inputs, N));
  }

  @Test
  void backwardNeedsAForwardPass() {
    TransformerPass pass = new TransformerPass(SHAPE);
    float[] gradient = new float[theta.length];
    assertThrows(IllegalStateException.class, () -> pass.backward(outputGradient, gradient));
    pass.forward(theta, inputs, N);
    pass.backward(outputGradient, gradient);
    assertThrows(IllegalStateException.class, () -> pass.backward(outputGradient, gradient));
  }

  @Test
  void dropoutKeepsTheMean() {
    float[] mask = new Dropout(0.3).mask(100_001, NumpyGenerator.ofSeed(1));
    int zeros = 0;
    for (float factor : mask) {
      zeros += factor == 0 ? 1 : 0;
      assertEquals(factor == 0 ? 0 : 1 / 0.7, factor, 1e-6);
    }
    // Standard deviation sqrt(0.3 * 0.7 / 100001) = 0.00145
    assertEquals(0.3, zeros / 100_001.0, 0.006);
  }

  private static TransformerPass dropout(long seed) {
    return new TransformerPass(SHAPE, new Dropout(0.1), new Dropout(0.2), RandomStreams.of(seed));
  }

  private float[] outputs(TransformerPass pass, long step) {
    pass.begin(step);
    return pass.forward(theta, inputs, N);
  }

  private float[] gradient(TransformerPass pass) {
    float[] gradient = new float[theta.length];
    Arrays.fill(gradient, 7);
    pass.backward(outputGradient, gradient);
    return gradient;
  }

  /** Some steps of gradient descent with dropout. */
  private float[] train(long seed) {
    TransformerPass pass = dropout(seed);
    float[] parameters = theta(seed);
    float[] gradient = new float[parameters.length];
    for (int step = 0; step < 20; step++) {
      pass.begin(step);
      float[] outputs = pass.forward(parameters, inputs, N);
      pass.backward(outputs, gradient);
      for (int i = 0; i < gradient.length; i++) {
        parameters[i] -= 1e-3f * gradient[i];
      }
    }
    return parameters;
  }

  private static float[] theta(long seed) {
    float[] theta = new float[SHAPE.parameterCount()];
    SHAPE.initialize(theta, NumpyGenerator.ofSeed(seed));
    return theta;
  }

  private float[] normals(int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) generator.standardNormal();
    }
    return values;
  }
}
