package io.papilio.artifacts.minari;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Rendering;
import io.papilio.core.space.Box;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Python client's test_demonstrations.py holds all ids against Gymnasium itself. */
class GymnasiumSpecTest {
  private static Optional<String> json(String id, OptionalInt steps, OptionalDouble threshold) {
    Box box = Box.unbounded(1);
    return GymnasiumSpec.json(
        new EnvironmentSpec(id, box, box, steps, threshold, Rendering.NONE), KeywordArguments.NONE);
  }

  @Test
  void textIsThatOfPython() {
    assertEquals(
        "{\"id\": \"HumanoidStandup-v4\","
            + " \"entry_point\": \"gymnasium.envs.mujoco.humanoidstandup_v4:HumanoidStandupEnv\","
            + " \"reward_threshold\": null, \"nondeterministic\": false,"
            + " \"max_episode_steps\": 1000, \"order_enforce\": true,"
            + " \"disable_env_checker\": false, \"kwargs\": {}, \"additional_wrappers\": [],"
            + " \"vector_entry_point\": null}",
        json("HumanoidStandup-v4", OptionalInt.of(1000), OptionalDouble.empty()).orElseThrow());
    assertEquals(
        "{\"id\": \"Reacher-v5\","
            + " \"entry_point\": \"gymnasium.envs.mujoco.reacher_v5:ReacherEnv\","
            + " \"reward_threshold\": -3.75, \"nondeterministic\": false,"
            + " \"max_episode_steps\": null, \"order_enforce\": true,"
            + " \"disable_env_checker\": false, \"kwargs\": {}, \"additional_wrappers\": [],"
            + " \"vector_entry_point\": null}",
        json("Reacher-v5", OptionalInt.empty(), OptionalDouble.of(-3.75)).orElseThrow());
  }

  @Test
  void keywordsComeBackButForTheRenderMode() {
    Box box = Box.unbounded(1);
    EnvironmentSpec spec =
        new EnvironmentSpec(
            "Ant-v5", box, box, OptionalInt.of(9), OptionalDouble.empty(), Rendering.NONE);
    KeywordArguments keywords =
        KeywordArguments.of("healthy_z_range", List.of(0.2, Double.POSITIVE_INFINITY));
    String json =
        GymnasiumSpec.json(spec, keywords.overriddenBy(KeywordArguments.of("max_episode_steps", 9)))
            .orElseThrow();
    String kwargs = "\"kwargs\": {\"healthy_z_range\": [0.2, Infinity]}";
    assertTrue(json.contains("\"max_episode_steps\": 9") && json.contains(kwargs), json);
    String drawn = json.replace("gs\": {", "gs\": {\"render_mode\": \"human\", \"x\": null, ");
    assertEquals(keywords, GymnasiumSpec.keywords(drawn));
    assertEquals(KeywordArguments.NONE, GymnasiumSpec.keywords(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"LqrCliff-v0", "Hopper-v3", "my/Hopper-v5", "Trolley-v5", "Hopper", "v5"})
  void whatGymnasiumDoesNotHaveIsLeftOut(String id) {
    assertEquals(Optional.empty(), json(id, OptionalInt.empty(), OptionalDouble.empty()));
  }
}
