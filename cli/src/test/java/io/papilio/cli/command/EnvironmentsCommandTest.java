package io.papilio.cli.command;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papilio.cli.Papilio;
import io.papilio.cli.options.ErrorReporter;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Keyword;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.space.Space;
import io.papilio.core.wrapper.Wrappers;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.protocol.codec.SpaceJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnvironmentsCommandTest {
  private static final int TERMINAL = 100;
  private static final EnvironmentCatalog CATALOG = EnvironmentCatalog.standard();

  static SortedSet<String> ids() {
    return CATALOG.ids();
  }

  private static String environments(String... words) {
    return run(0, words);
  }

  private static String run(int expected, String... words) {
    List<String> line = new ArrayList<>(List.of("environments"));
    line.addAll(List.of(words));
    StringWriter out = new StringWriter();
    int code =
        Papilio.run(
            new PrintWriter(out), new PrintWriter(out), Map.of(), line.toArray(String[]::new));
    assertEquals(expected, code, out.toString());
    return out.toString();
  }

  @Test
  void listNamesEveryEnvironmentWithItsTask() {
    String text = environments();
    for (String id : ids()) {
      String line = text.lines().filter(l -> l.startsWith(id + " ")).findFirst().orElseThrow();
      assertTrue(line.endsWith(CATALOG.description(id).summary()), line);
    }
    Wrappers.names().forEach(name -> assertTrue(text.contains("  " + name), name));
    assertFits(text);
  }

  @Test
  void listIsGroupedByFamily() {
    List<String> headings =
        environments()
            .lines()
            .filter(line -> line.contains("  observation  "))
            .map(line -> line.split(" {2}")[0])
            .toList();
    assertEquals(List.of("Linear systems", "MuJoCo"), headings);
  }

  @ParameterizedTest
  @MethodSource("ids")
  void pageHasEveryKeyword(String id) {
    String text = environments(id);
    for (Keyword<?> keyword : CATALOG.description(id).keywords()) {
      assertTrue(text.contains("  " + keyword.name() + " = " + keyword.defaultText()), text);
    }
    assertFits(text);
  }

  @Test
  void pageDescribesTheEnvironment() {
    String text = environments("Walker2d-v5");
    assertAll(
        () -> assertTrue(text.startsWith("Walker2d-v5: Walk forward on two legs"), text),
        () -> assertTrue(text.contains("observation    Box[17] float64, unbounded\n"), text),
        () -> assertTrue(text.contains("action         Box[6] float32, -1 to 1\n"), text),
        () -> assertTrue(text.contains("time limit     1000 steps\n"), text),
        () -> assertTrue(text.contains("rgb_array, depth_array, 125 frames/s\n"), text),
        () -> assertTrue(text.contains("reward         forward_reward_weight * v_x + "), text),
        () -> assertTrue(text.contains("termination    unhealthy "), text),
        () -> assertTrue(text.contains("source         Gymnasium 1.3, MuJoCo "), text),
        () -> assertFalse(text.contains("solved"), text));
  }

  @Test
  void jsonHasOneObjectPerEnvironment() throws IOException {
    JsonNode root = new ObjectMapper().readTree(environments("--json"));
    assertEquals(ids().size(), root.get("environments").size());
    for (JsonNode json : root.get("environments")) {
      String id = json.get("id").asText();
      EnvironmentSpec spec = CATALOG.spec(id, KeywordArguments.NONE);
      assertAll(
          id,
          () -> assertEquals(spec.observationSpace(), space(json, "observation_space")),
          () -> assertEquals(spec.actionSpace(), space(json, "action_space")),
          () ->
              assertEquals(
                  spec.maxEpisodeSteps().orElseThrow(), json.get("max_episode_steps").asInt()),
          () -> assertEquals(spec.rewardThreshold().isPresent(), json.has("reward_threshold")),
          () -> assertEquals(CATALOG.description(id).reward(), json.get("reward").asText()),
          () ->
              assertEquals(CATALOG.description(id).keywords().size(), json.get("keywords").size()));
    }
    assertEquals(Wrappers.descriptions().size(), root.get("wrappers").size());
  }

  @Test
  void jsonKeepsTheDefaultsOfKeywords() throws IOException {
    JsonNode root = new ObjectMapper().readTree(environments("Hopper-v5", "--json"));
    assertEquals(1, root.get("environments").size());
    Map<String, String> defaults = new TreeMap<>();
    root.get("environments")
        .get(0)
        .get("keywords")
        .forEach(k -> defaults.put(k.get("name").asText(), k.get("default").toString()));
    assertAll(
        () -> assertEquals("4", defaults.get("frame_skip")),
        () -> assertEquals("0.001", defaults.get("ctrl_cost_weight")),
        () -> assertEquals("true", defaults.get("terminate_when_unhealthy")),
        () -> assertEquals("[0.7,\"Infinity\"]", defaults.get("healthy_z_range")),
        () -> assertEquals("null", defaults.get("camera_id")),
        () -> assertEquals("\"hopper.xml\"", defaults.get("xml_file")),
        () ->
            assertEquals(
                "{\"distance\":3,\"elevation\":-20,\"lookat\":[0,0,1.15]}",
                defaults.get("default_camera_config")));
  }

  @Test
  void unknownIdNamesTheNearest() {
    String text = run(ErrorReporter.WRONG_INPUT, "Walker-v5");
    assertTrue(text.contains("environment id: Walker-v5 (expected: "), text);
    assertTrue(text.contains("Walker2d-v5"), text);
    assertEquals(1, text.lines().count(), text);
  }

  @Test
  void anotherServersEnvironmentsAreListedByTheirSpecs() throws IOException {
    try (EnvServer server = EnvServer.start(EnvServerConfig.DEFAULTS.withPort(0), CATALOG)) {
      String list = environments("--server", server.target());
      ids().forEach(id -> assertTrue(list.contains(id), id));
      assertTrue(list.contains("The server does not report tasks, rewards, "), list);

      String page = environments("--server", server.target(), "Hopper-v5");
      assertTrue(page.contains("action         Box[3] float32, -1 to 1\n"), page);
      assertTrue(page.contains("The server does not report tasks, rewards, "), page);

      JsonNode root =
          new ObjectMapper().readTree(environments("--server", server.target(), "--json"));
      JsonNode first = root.get("environments").get(0);
      assertEquals(ids().first(), first.get("id").asText());
      assertFalse(first.has("reward"));
      assertFalse(root.has("wrappers"));

      String unknown = run(ErrorReporter.WRONG_INPUT, "--server", server.target(), "Hoper-v5");
      assertTrue(unknown.contains("Hopper-v5"), unknown);
    }
  }

  private static Space space(JsonNode json, String name) {
    return SpaceJson.read(json.get(name).toString());
  }

  private static void assertFits(String text) {
    assertEquals(List.of(), text.lines().filter(line -> line.length() > TERMINAL).toList());
  }
}
