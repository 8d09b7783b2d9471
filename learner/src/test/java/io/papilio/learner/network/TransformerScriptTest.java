package io.papilio.learner.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papilio.core.policy.TensorSlice;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.learner.tensor.TensorEngine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against PyTorch's modules (transformer.json, by make_transformer.py) and finite differences. */
class TransformerScriptTest {
  private static final int N = 3;
  private static final TransformerShape SHAPE = new TransformerShape(3, 5, 2, 2, 8, 2);

  /** Some hundred float32 roundings of numbers of order one, against float64. */
  private static final float TOLERANCE = 2e-6f;

  @Test
  void tensorsHaveTheNamesOfPyTorch() throws IOException {
    List<String> names =
        StreamSupport.stream(golden().get("names").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    assertEquals(names, SHAPE.tensors().stream().map(TensorSlice::name).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "dropout"})
  void outputsAndGradientsAreThoseOfPyTorch(String name) throws IOException {
    JsonNode expected = golden().get(name);
    boolean dropout = name.equals("dropout");
    try (NDManager manager = TensorEngine.newManager()) {
      NDArray flat = pattern(manager, 7919, 10007, SHAPE.parameterCount());
      flat.setRequiresGradient(true);
      List<NDArray> arguments = new ArrayList<>();
      arguments.add(pattern(manager, 31, 211, N, SHAPE.history(), SHAPE.stepSize()));
      arguments.add(flat);
      arguments.add(manager.create(SHAPE.positions(), new Shape(SHAPE.history(), SHAPE.width())));
      if (dropout) {
        arguments.add(mask(manager, N, SHAPE.history(), SHAPE.width()));
        arguments.add(mask(manager, N, SHAPE.history(), SHAPE.hidden()));
        arguments.add(mask(manager, N, 1, SHAPE.hidden()));
      }
      NDArray outputs =
          TransformerScript.outputs(SHAPE, dropout, dropout)
              .call(true, arguments.toArray(NDArray[]::new));
      assertEquals(new Shape(N, SHAPE.outputs()), outputs.getShape());
      assertArrayEquals(floats(expected.get("outputs")), outputs.toFloatArray(), TOLERANCE);
      TorchFunction.backward(outputs, pattern(manager, 13, 29, N, SHAPE.outputs()));
      assertArrayEquals(
          floats(expected.get("gradient")), flat.getGradient().toFloatArray(), TOLERANCE);
    }
  }

  @Test
  void gradientIsThatOfTheOutputsInFloat64() {
    try (NDManager manager = TensorEngine.newManager()) {
      NDArray flat = pattern(manager, 7919, 10007, SHAPE.parameterCount());
      double[] theta = flat.toType(DataType.FLOAT64, true).toDoubleArray();
      NDArray leaf = manager.create(theta);
      leaf.setRequiresGradient(true);
      NDArray weights = float64(pattern(manager, 13, 29, N, SHAPE.outputs()));
      TorchFunction.backward(outputs(manager, leaf), weights);
      double[] gradient = leaf.getGradient().toDoubleArray();
      NumpyGenerator generator = NumpyGenerator.ofSeed(8);
      double h = 1e-5;
      for (int k = 0; k < 200; k++) {
        int i = generator.integers(theta.length);
        double center = theta[i];
        theta[i] = center + h;
        double above = outputs(manager, manager.create(theta)).mul(weights).sum().getDouble();
        theta[i] = center - h;
        double below = outputs(manager, manager.create(theta)).mul(weights).sum().getDouble();
        theta[i] = center;
        // Truncation h^2 and rounding 1e-16 / h, both about 1e-10
        assertEquals((above - below) / (2 * h), gradient[i], 1e-8, "parameter " + i);
      }
    }
  }

  private static NDArray outputs(NDManager manager, NDArray flat) {
    NDArray x = float64(pattern(manager, 31, 211, N, SHAPE.history(), SHAPE.stepSize()));
    NDArray positions =
        float64(manager.create(SHAPE.positions(), new Shape(SHAPE.history(), SHAPE.width())));
    return TransformerScript.outputs(SHAPE, false, false).call(true, x, flat, positions);
  }

  private static NDArray float64(NDArray array) {
    return array.toType(DataType.FLOAT64, true);
  }

  /** As in make_transformer.py. */
  private static NDArray pattern(NDManager manager, int factor, int period, long... shape) {
    Shape sizes = new Shape(shape);
    float[] values = new float[Math.toIntExact(sizes.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((double) (i * factor % period) / period - 0.5);
    }
    return manager.create(values, sizes);
  }

  private static NDArray mask(NDManager manager, long... shape) {
    float[] values = pattern(manager, 37, 101, shape).toFloatArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] < -0.2 ? 0 : 1.25f;
    }
    return manager.create(values, new Shape(shape));
  }

  private static JsonNode golden() throws IOException {
    return new ObjectMapper().readTree(TransformerScriptTest.class.getResource("transformer.json"));
  }

  private static float[] floats(JsonNode numbers) {
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) numbers.get(i).asDouble();
    }
    return values;
  }
}
