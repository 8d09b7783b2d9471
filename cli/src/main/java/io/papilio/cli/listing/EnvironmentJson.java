package io.papilio.cli.listing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import io.papilio.core.env.EnvironmentDescription;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Keyword;
import io.papilio.core.wrapper.WrapperDescription;
import io.papilio.protocol.codec.SpaceJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Environments and wrappers as one JSON object with the members {@code environments} and {@code
 * wrappers}. Spaces have the protocol's JSON form; infinite numbers are the strings "Infinity" and
 * "-Infinity", as there. What a server does not report is left out.
 */
public final class EnvironmentJson {
  private EnvironmentJson() {}

  public static String of(List<ListedEnvironment> environments, List<WrapperDescription> wrappers) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("environments", environments.stream().map(EnvironmentJson::environment).toList());
    if (!wrappers.isEmpty()) {
      document.put("wrappers", wrappers.stream().map(EnvironmentJson::wrapper).toList());
    }
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(document)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps, lists, strings and numbers have a JSON form", e);
    }
  }

  private static Map<String, Object> environment(ListedEnvironment environment) {
    EnvironmentSpec spec = environment.spec();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", spec.id());
    json.put("observation_space", new RawValue(SpaceJson.write(spec.observationSpace())));
    json.put("action_space", new RawValue(SpaceJson.write(spec.actionSpace())));
    spec.maxEpisodeSteps().ifPresent(limit -> json.put("max_episode_steps", limit));
    spec.rewardThreshold().ifPresent(threshold -> json.put("reward_threshold", threshold));
    json.put("render_modes", spec.rendering().modes());
    json.put("frames_per_second", spec.rendering().framesPerSecond());
    environment.description().ifPresent(description -> describe(description, json));
    return json;
  }

  private static void describe(EnvironmentDescription description, Map<String, Object> json) {
    json.put("family", description.family());
    json.put("summary", description.summary());
    json.put("reward", description.reward());
    json.put("termination", description.termination());
    json.put("source", description.source());
    json.put("keywords", keywords(description.keywords()));
  }

  private static Map<String, Object> wrapper(WrapperDescription wrapper) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", wrapper.name());
    json.put("summary", wrapper.summary());
    json.put("keywords", keywords(wrapper.keywords()));
    return json;
  }

  private static List<Map<String, Object>> keywords(List<Keyword<?>> keywords) {
    return keywords.stream().map(EnvironmentJson::keyword).toList();
  }

  private static Map<String, Object> keyword(Keyword<?> keyword) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", keyword.name());
    json.put("required", keyword.required());
    if (!keyword.required()) {
      json.put("default", keyword.defaultValue().map(EnvironmentJson::value).orElse(null));
    }
    json.put("description", keyword.description());
    return json;
  }

  /** Whole numbers without a point, and the names of a map in order. */
  private static Object value(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(EnvironmentJson::value).toList();
    } else if (value instanceof Map<?, ?> map) {
      Map<String, Object> ordered = new TreeMap<>();
      map.forEach((name, inner) -> ordered.put((String) name, value(inner)));
      return ordered;
    }
    boolean whole = value instanceof Double number && number == number.longValue();
    return whole ? (Object) ((Double) value).longValue() : value;
  }
}
