package io.papilio.learner.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papilio.core.policy.TensorSlice;
import io.papilio.learner.tensor.TensorDevice;
import io.papilio.learner.tensor.TensorEngine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against PyTorch's modules (language_model.json, by make_language_model.py). */
class LanguageModelScriptTest {
  private static final int N = 3;
  private static final int LENGTH = 6;
  private static final LanguageModelShape SHAPE = new LanguageModelShape(11, LENGTH, 2, 2, 8);

  /** Some hundred float32 roundings of numbers of order one, against float64. */
  private static final float TOLERANCE = 4e-6f;

  @Test
  void tensorsHaveTheNamesOfPyTorch() throws IOException {
    List<String> names = new ArrayList<>();
    golden().get("names").forEach(name -> names.add(name.asText()));
    assertEquals(names, SHAPE.tensors().stream().map(TensorSlice::name).toList());
  }

  @ParameterizedTest
  @EnumSource
  void logitsLossAndGradientAreThoseOfPyTorch(TensorDevice device) throws IOException {
    assumeTrue(TensorEngine.isAvailable(device));
    JsonNode golden = golden();
    LanguageModel model = new LanguageModel(SHAPE, device);
    float[] theta = theta();
    float[] expected = floats(golden.get("logits"));
    for (int row = 0; row < N; row++) {
      int[] tokens = new int[LENGTH];
      for (int t = 0; t < LENGTH; t++) {
        tokens[t] = token(row, t);
      }
      float[] logits = model.logits(theta, tokens);
      for (int i = 0; i < logits.length; i++) {
        assertEquals(expected[row * logits.length + i], logits[i], TOLERANCE);
      }
    }
    float[] gradient = new float[theta.length];
    assertEquals(golden.get("loss").asDouble(), model.gradient(theta, batch(), gradient), 1e-6);
    assertEquals(golden.get("loss").asDouble(), model.loss(theta, batch()), 1e-6);
    assertArrayEquals(floats(golden.get("gradient")), gradient, TOLERANCE);
  }

  private static TokenBatch batch() {
    long[] inputs = new long[N * LENGTH];
    long[] targets = new long[N * LENGTH];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = token(i / LENGTH, i % LENGTH);
      targets[i] = token(i / LENGTH, i % LENGTH + 1);
    }
    return new TokenBatch(inputs, targets, N, LENGTH);
  }

  /** As in make_language_model.py. */
  private static int token(int row, int t) {
    return (row * (LENGTH + 1) + t) * 7 % SHAPE.vocabulary();
  }

  private static float[] theta() {
    float[] theta = new float[SHAPE.parameterCount()];
    for (int i = 0; i < theta.length; i++) {
      theta[i] = (float) ((double) (i * 7919 % 10007) / 10007 - 0.5);
    }
    return theta;
  }

  private static JsonNode golden() throws IOException {
    return new ObjectMapper()
        .readTree(LanguageModelScriptTest.class.getResource("language_model.json"));
  }

  private static float[] floats(JsonNode numbers) {
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) numbers.get(i).asDouble();
    }
    return values;
  }
}
