package io.papilio.expert.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.table.MetricsTable;
import io.papilio.core.space.Box;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.expert.policy.ExpertPolicy;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedExpertsTest {
  @Test
  void hopperExpertActsWithinTheBounds() {
    ExpertPolicy expert = ShippedExperts.load("Hopper-v5", Box.float32(3, -1, 1));
    double[] upright = new double[11];
    upright[0] = 1.25;
    Tensor action = expert.begin(List.of(BigInteger.ZERO)).act(Tensor.float64(upright, 1, 11));
    assertEquals(3, action.size());
    for (int i = 0; i < 3; i++) {
      assertTrue(Math.abs(action.getDouble(i)) <= 1, action.toString());
    }
  }

  @Test
  void manifestTellsTheEnvironment() {
    assertEquals(
        "Hopper-v5", ShippedExperts.manifest("Hopper-v5").invocation().config().get("env"));
  }

  @ParameterizedTest
  @MethodSource("ids")
  void metricsTellEachEvaluationFromTheFirstStepOn(String id) {
    List<Long> steps =
        MetricsTable.parse(Path.of(id), ShippedExperts.metrics(id)).series("raw", "return").stream()
            .map(MetricsTable.Value::step)
            .toList();
    long interval = steps.get(0);
    assertEquals(
        LongStream.rangeClosed(1, steps.size()).mapToObj(i -> i * interval).toList(), steps);
  }

  static List<String> ids() {
    return ShippedExperts.ids();
  }

  @Test
  void unknownExpertIsRefusedWithTheKnownOnes() {
    InvalidValueException refusal =
        assertThrows(
            InvalidValueException.class,
            () -> ShippedExperts.load("Swimmer-v5", Box.float32(2, -1, 1)));
    assertEquals(
        "shipped expert: Swimmer-v5 (expected: one of " + ShippedExperts.ids() + ")",
        refusal.getMessage());
  }
}
