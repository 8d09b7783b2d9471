package io.papilio.envserver.locomotion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papilio.core.env.Environment;
import io.papilio.core.env.Info;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What Gymnasium answered (golden/generate.py): from some seeds, the first steps in full and the
 * digest of a long run.
 */
record GoldenTrace(JsonNode seeds) {

  static GoldenTrace of(String id) throws IOException {
    try (var stream = GoldenTrace.class.getResourceAsStream("/golden/trace-" + id + ".json")) {
      return new GoldenTrace(new ObjectMapper().readTree(stream).get("seeds"));
    }
  }

  void assertSteps(Environment environment) {
    for (JsonNode run : seeds) {
      TimeStep first = environment.reset(ResetRequest.seeded(run.get("seed").asLong()));
      assertEquals(tensor(run.get("reset")), first.observation());
      assertEquals(
          environment.spec().observationBox().shape(), first.observation().asTensor().shape());
      assertInfo(run.get("reset_info"), first.info());
      for (JsonNode step : run.get("steps")) {
        TimeStep actual = environment.step(action(step.get("action")));
        assertEquals(tensor(step.get("obs")), actual.observation());
        assertEquals(step.get("reward").asDouble(), actual.reward());
        assertEquals(step.get("terminated").asBoolean(), actual.terminated());
        assertEquals(step.get("truncated").asBoolean(), actual.truncated());
        assertInfo(step.get("info"), actual.info());
      }
      TimeStep next = environment.reset(ResetRequest.CONTINUE);
      assertEquals(tensor(run.get("next_reset")), next.observation());
    }
  }

  void assertLongRuns(Environment environment) {
    for (JsonNode run : seeds) {
      JsonNode golden = run.get("long_run");
      LongRun actual = LongRun.of(environment, run.get("seed").asLong());
      assertEquals(golden.get("episodes").asInt(), actual.episodes());
      assertEquals(golden.get("sum_of_rewards").asDouble(), actual.sumOfRewards());
      assertEquals(tensor(golden.get("last_obs")), actual.lastObservation());
      assertEquals(golden.get("sha256").asText(), actual.sha256());
    }
  }

  /** Same names in the same order, same numbers. */
  private static void assertInfo(JsonNode golden, Info actual) {
    List<String> names = new ArrayList<>();
    golden.fieldNames().forEachRemaining(names::add);
    assertEquals(names, List.copyOf(actual.columns().keySet()));
    for (String name : names) {
      Tensor column = actual.columns().get(name);
      if (golden.get(name).isArray()) {
        assertEquals(tensor(golden.get(name)), column, name);
      } else {
        assertEquals(List.of(), column.shape(), name);
        assertEquals(golden.get(name).asDouble(), column.getDouble(0), name);
      }
    }
  }

  private static Tensor tensor(JsonNode values) {
    double[] doubles = new double[values.size()];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = values.get(i).asDouble();
    }
    return Tensor.float64(doubles);
  }

  private static Tensor action(JsonNode values) {
    return Tensor.float32(tensor(values).toFloats());
  }
}
