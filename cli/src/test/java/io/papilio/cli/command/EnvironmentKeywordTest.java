package io.papilio.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.minari.MinariDataset;
import io.papilio.artifacts.run.RunConfig;
import io.papilio.cli.Papilio;
import io.papilio.cli.source.PolicySource;
import io.papilio.core.env.KeywordArguments;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentKeywordTest {
  private static final String ENV = "--env=LqrCliff-v0";
  private static final String SHORT = "--env-keyword=max_episode_steps=7";

  @TempDir private Path directory;

  /** What a command prints, or the line of its error. */
  private static String run(int code, String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    assertEquals(
        code,
        Papilio.run(new PrintWriter(out), new PrintWriter(err), Map.of(), words),
        err.toString());
    return code == 0 ? out.toString() : err.toString().lines().reduce("", (before, last) -> last);
  }

  @Test
  void serversMakeWhatThisProcessMakes() throws IOException {
    Path file = Files.writeString(directory.resolve("k.yaml"), "env-keyword: {fall_reward: -3}");
    try (EnvServer server =
        EnvServer.start(
            EnvServerConfig.DEFAULTS.withPort(0),
            EnvironmentCatalog.standard(),
            PolicySource.SHIPPED)) {
      String target = "--server=" + server.target();
      String[] words = {"evaluate", ENV, "--policy=random", "--episodes=3", "--config=" + file};
      String here = run(0, words);
      assertTrue(here.contains("LqrCliff-v0 with fall_reward=-3, 3 episodes"), here);
      assertEquals(here, run(0, append(words, target)));
      String unknown = "papilio: keyword argument: fall_rewards (expected: one of [";
      for (String place : new String[] {"--seed=0", target}) {
        String line = run(2, append(words, "--env-keyword=fall_rewards=1", place));
        assertTrue(line.startsWith(unknown), line);
      }
    }
  }

  @Test
  void aDataSetIsClonedInTheEnvironmentThatItWasRecordedIn() {
    Path data = directory.resolve("data/random-v0");
    run(0, "demonstrate", ENV, SHORT, "--policy=random", "--episodes=2", "--out=" + data);
    assertEquals(
        KeywordArguments.of("max_episode_steps", 7),
        MinariDataset.open(data).metadata().description().keywords());
    Path clone = directory.resolve("clone");
    String[] words = {
      "clone", ENV, "--demonstrations=" + data, "--steps=4", "--evaluation-episodes=1"
    };
    String[] whole = append(words, "--evaluation-interval=2", "--directory=" + clone);
    String printed = run(0, whole);
    assertTrue(printed.contains("LqrCliff-v0 with max_episode_steps=7 (embedded)"), printed);
    assertEquals("max_episode_steps=7", RunConfig.read(clone).get("env-keyword"));
    String rejected = run(2, append(whole, "--env-keyword=fall_reward=-1"));
    assertTrue(
        rejected.contains("(expected: max_episode_steps=7, as in " + clone + "/config.json"),
        rejected);
  }

  @Test
  void aPolicyOfAnotherSizeSaysThatKeywordsMayBeMissing() {
    String line =
        run(
            2,
            "evaluate",
            "--env=Ant-v5",
            "--env-keyword=include_cfrc_ext_in_observation=False",
            "--episodes=1");
    assertEquals(
        "papilio: --policy: an expert of observations of size 105 (expected: size 27, as in Ant-v5;"
            + " keyword arguments may change it: --env-keyword); see papilio evaluate --help",
        line);
  }

  private static String[] append(String[] words, String... more) {
    return Stream.of(words, more).flatMap(Stream::of).toArray(String[]::new);
  }
}
