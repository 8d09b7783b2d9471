package io.papilio.artifacts.minari;

import io.papilio.artifacts.file.Literal;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Gymnasium's {@code EnvSpec} of an environment as JSON. Minari keeps it as {@code env_spec} and
 * makes the environment of it, in {@code recover_environment}.
 *
 * <p>Source: Gymnasium 1.3.0, {@code EnvSpec.to_json}.
 */
public final class GymnasiumSpec {
  /** The module of {@code gymnasium.envs.mujoco}, without its version, by the name before it. */
  private static final Map<String, String> MODULES =
      Map.ofEntries(
          Map.entry("Ant", "ant"),
          Map.entry("HalfCheetah", "half_cheetah"),
          Map.entry("Hopper", "hopper"),
          Map.entry("Humanoid", "humanoid"),
          Map.entry("HumanoidStandup", "humanoidstandup"),
          Map.entry("InvertedDoublePendulum", "inverted_double_pendulum"),
          Map.entry("InvertedPendulum", "inverted_pendulum"),
          Map.entry("Pusher", "pusher"),
          Map.entry("Reacher", "reacher"),
          Map.entry("Swimmer", "swimmer"),
          Map.entry("Walker2d", "walker2d"));

  private GymnasiumSpec() {}

  /**
   * The JSON, as Python writes it; empty for what is not one of Gymnasium's MuJoCo environments of
   * version 4 or 5.
   *
   * @param spec of an environment that was made with these keywords
   */
  public static Optional<String> json(EnvironmentSpec spec, KeywordArguments keywords) {
    String id = spec.id();
    if (!id.endsWith("-v4") && !id.endsWith("-v5")) {
      return Optional.empty();
    }
    String name = id.substring(0, id.length() - "-v5".length());
    String version = id.substring(id.length() - "v5".length());
    return Optional.ofNullable(MODULES.get(name))
        .map(module -> module + "_" + version + ":" + name + "Env")
        .map(entryPoint -> json(spec, keywords, "gymnasium.envs.mujoco." + entryPoint));
  }

  private static String json(EnvironmentSpec spec, KeywordArguments keywords, String entryPoint) {
    Map<String, Object> kwargs = new LinkedHashMap<>(keywords.values());
    kwargs.remove("max_episode_steps"); // It has a field.
    return "{\"id\": \""
        + spec.id()
        + "\", \"entry_point\": \""
        + entryPoint
        + "\", \"reward_threshold\": "
        + number(spec.rewardThreshold())
        + ", \"nondeterministic\": false, \"max_episode_steps\": "
        + number(spec.maxEpisodeSteps())
        + ", \"order_enforce\": true, \"disable_env_checker\": false, \"kwargs\": "
        + Literal.json(kwargs)
        + ", \"additional_wrappers\": [], \"vector_entry_point\": null}";
  }

  /** The keywords that Gymnasium's JSON has; without the render mode, which decides no numbers. */
  static KeywordArguments keywords(String json) {
    Map<String, Object> keywords = new LinkedHashMap<>();
    if (Literal.parse(json) instanceof Map<?, ?> spec
        && spec.get("kwargs") instanceof Map<?, ?> all) {
      all.forEach((name, value) -> keywords.put("" + name, value));
    }
    keywords.remove("render_mode");
    keywords.values().removeIf(value -> value == null);
    return new KeywordArguments(keywords);
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? "" + value.getAsDouble() : "null";
  }

  private static String number(OptionalInt value) {
    return value.isPresent() ? "" + value.getAsInt() : "null";
  }
}
