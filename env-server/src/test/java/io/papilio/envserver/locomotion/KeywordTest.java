package io.papilio.envserver.locomotion;

import static io.papilio.core.env.Failures.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentFactory;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Constructor keywords and float64 actions, against golden/generate_keywords.py. */
class KeywordTest {

  @TestFactory
  Stream<DynamicTest> everyKeywordWorksExactlyAsGymnasiums() throws IOException {
    try (var stream = KeywordTest.class.getResourceAsStream("/golden/keywords.json")) {
      JsonNode cases = new ObjectMapper().readTree(stream);
      assertTrue(cases.size() > 0);
      return StreamSupport.stream(cases.spliterator(), false)
          .map(
              golden -> {
                String name = golden.get("id").asText() + " " + golden.get("dtype").asText();
                return dynamicTest(name + " " + golden.get("keywords"), () -> compare(golden));
              });
    }
  }

  private static void compare(JsonNode golden) {
    KeywordArguments options = options(golden.get("keywords"));
    try (Environment environment = factory(golden.get("id").asText()).create(options)) {
      assertEquals(golden.get("fps").asInt(), environment.spec().rendering().framesPerSecond());
      TimeStep first = environment.reset(ResetRequest.seeded(golden.get("seed").asLong()));
      assertEquals(tensor(golden.get("reset")), first.observation());
      assertEquals(
          environment.spec().observationBox().shape(), first.observation().asTensor().shape());
      int t = 0;
      for (JsonNode step : golden.get("steps")) {
        double[] action = LongRun.action(environment.spec().actionBox(), t++);
        boolean wide = golden.get("dtype").asText().equals("float64");
        Tensor float64 = Tensor.float64(action);
        TimeStep actual = environment.step(wide ? float64 : Tensor.float32(float64.toFloats()));
        assertEquals(tensor(step.get("obs")), actual.observation());
        assertEquals(step.get("reward").asDouble(), actual.reward());
        assertEquals(step.get("terminated").asBoolean(), actual.terminated());
        if (step.has("reward_ctrl")) {
          Tensor control = actual.info().columns().get("reward_ctrl");
          assertEquals(step.get("reward_ctrl").asDouble(), control.getDouble(0));
          assertEquals(step.get("reward_ctrl_dtype").asText(), control.dtype().numpyName());
        }
      }
    }
  }

  @Test
  void specNeedsNoEnvironment() {
    EnvironmentSpec hopper = factory("Hopper-v5").spec(KeywordArguments.NONE);
    assertEquals("Hopper-v5", hopper.id());
    assertEquals(List.of(11), hopper.observationBox().shape());
    assertEquals(List.of(3), hopper.actionBox().shape());
    assertEquals(OptionalInt.of(1000), hopper.maxEpisodeSteps());
    assertEquals(OptionalDouble.of(3800), hopper.rewardThreshold());
    assertEquals(125, hopper.rendering().framesPerSecond());
  }

  @Test
  void keywordThatGymnasiumLacksIsRejected() {
    KeywordArguments options = KeywordArguments.of("healthy_state_range", List.of(-1.0, 1.0));
    assertThrows(InvalidValueException.class, () -> factory("Walker2d-v5").create(options));
    assertEquals(11, factory("Hopper-v5").spec(options).observationBox().size());
  }

  @Test
  void keywordOfAnotherFamilyIsRejected() {
    KeywordArguments options = KeywordArguments.of("healthy_reward", 1);
    for (String id : List.of("Pusher-v5", "Reacher-v5", "HalfCheetah-v5", "InvertedPendulum-v5")) {
      assertThrows(InvalidValueException.class, () -> factory(id).create(options), id);
    }
  }

  @Test
  void healthyStateOfHopperBoundsAnglesTooButNeitherXNorZ() {
    assertTrue(endsAtOnce(0.4));
    assertFalse(endsAtOnce(0.5));
  }

  /** From a state with an angle of 0.48; x, z and all but it are 0.44, 1.26 and below 0.28. */
  private static boolean endsAtOnce(double bound) {
    Map<String, Object> keywords =
        Map.of(
            "reset_noise_scale",
            0.5,
            "frame_skip",
            1.0,
            "healthy_angle_range",
            List.of(-9.0, 9.0),
            "healthy_state_range",
            List.of(-9.0, bound));
    try (Environment environment = factory("Hopper-v5").create(new KeywordArguments(keywords))) {
      environment.reset(ResetRequest.seeded(4));
      return environment.step(Tensor.float64(new double[3])).terminated();
    }
  }

  @Test
  void badValuesAreRejectedWithTheirKeyword() {
    assertRejected("healthy_z_range", List.of(1.0));
    assertRejected("healthy_z_range", List.of(2.0, 1.0));
    assertRejected("reset_noise_scale", -1.0);
    assertRejected("frame_skip", 0);
    assertRejected("frame_skip", 2000);
  }

  @Test
  void keywordsOfVersion5AreRejectedInVersion4() {
    for (String id : List.of("Hopper-v4", "HalfCheetah-v4", "Ant-v4", "InvertedPendulum-v4")) {
      KeywordArguments options = KeywordArguments.of("frame_skip", 2);
      assertThrows(InvalidValueException.class, () -> factory(id).create(options), id);
    }
  }

  @Test
  void bodyThatIsNotInTheModelIsRejected() {
    for (Object body : List.of("tail", 14.0, -1.0)) {
      KeywordArguments options = KeywordArguments.of("main_body", body);
      assertThrows(InvalidValueException.class, () -> factory("Ant-v5").create(options));
    }
  }

  private static void assertRejected(String keyword, Object value) {
    KeywordArguments options = KeywordArguments.of(keyword, value);
    assertInvalid(keyword, () -> factory("Hopper-v5").create(options));
  }

  private static EnvironmentFactory factory(String id) {
    return LocomotionEnvironments.all().stream()
        .filter(factory -> factory.id().equals(id))
        .findAny()
        .orElseThrow();
  }

  private static KeywordArguments options(JsonNode keywords) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (var keyword : keywords.properties()) {
      JsonNode value = keyword.getValue();
      if (value.isArray()) {
        List<Object> pair = new ArrayList<>();
        value.forEach(number -> pair.add(number.asDouble()));
        values.put(keyword.getKey(), pair);
      } else {
        values.put(
            keyword.getKey(),
            value.isTextual()
                ? value.asText()
                : value.isBoolean() ? value.asBoolean() : (Object) value.asDouble());
      }
    }
    return new KeywordArguments(values);
  }

  private static Tensor tensor(JsonNode values) {
    double[] doubles = new double[values.size()];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = values.get(i).asDouble();
    }
    return Tensor.float64(doubles);
  }
}
