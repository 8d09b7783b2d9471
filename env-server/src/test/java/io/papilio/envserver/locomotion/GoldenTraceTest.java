package io.papilio.envserver.locomotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentFactory;
import io.papilio.core.env.Info;
import io.papilio.core.env.Options;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.Tensor;
import io.papilio.core.env.TimeStep;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.protocol.client.EnvironmentChannel;
import io.papilio.protocol.client.RemoteEnvironment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every environment, by the wire, against Gymnasium's answers, exactly (golden/generate.py). */
class GoldenTraceTest {
  private final EnvServer server = EnvServer.start(EnvServerConfig.DEFAULTS.withPort(0));
  private final EnvironmentChannel channel = EnvironmentChannel.connect(server.target());

  @AfterEach
  void stop() {
    channel.close();
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> everyAnswerIsExactlyGymnasiums() {
    return LocomotionEnvironments.all().stream()
        .map(EnvironmentFactory::id)
        .map(id -> dynamicTest(id, () -> compare(id)));
  }

  private void compare(String id) throws IOException {
    JsonNode golden = golden(id);
    try (Environment environment = new RemoteEnvironment(channel, id, Options.NONE)) {
      for (JsonNode run : golden.get("seeds")) {
        TimeStep first = environment.reset(ResetRequest.seeded(run.get("seed").asLong()));
        assertEquals(tensor(run.get("reset")), first.observation());
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

        JsonNode longRun = run.get("long_run");
        LongRun actual = LongRun.of(environment, run.get("seed").asLong());
        assertEquals(longRun.get("episodes").asInt(), actual.episodes());
        assertEquals(longRun.get("sum_of_rewards").asDouble(), actual.sumOfRewards());
        assertEquals(tensor(longRun.get("last_obs")), actual.lastObservation());
        assertEquals(longRun.get("sha256").asText(), actual.sha256());
      }
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

  private static JsonNode golden(String id) throws IOException {
    try (var stream = GoldenTraceTest.class.getResourceAsStream("/golden/trace-" + id + ".json")) {
      return new ObjectMapper().readTree(stream);
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
