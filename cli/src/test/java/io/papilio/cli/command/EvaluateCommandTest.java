package io.papilio.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.cli.Papilio;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.rollout.Rollout;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EvaluateCommandTest {
  private static final String ENVIRONMENT = "LqrCliff-v0";

  private static double meanReturn(List<Long> seeds) {
    try (var source = EnvironmentSources.open(ConnectionConfig.EMBEDDED);
        var environments = source.vector(ENVIRONMENT, seeds.size())) {
      var expert = ExpertSource.of(environments.spec(), "policy", "");
      return new Rollout(environments, expert.policy())
          .run(seeds).stream()
              .mapToDouble(EpisodeStatistics::undiscountedReturn)
              .average()
              .orElseThrow();
    }
  }

  @Test
  void episodesOfSeveralWavesAreThoseOfTheSeeds() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Papilio.run(
            new PrintWriter(out),
            new PrintWriter(err),
            Map.of(),
            "evaluate",
            "--env=" + ENVIRONMENT,
            "--episodes=25",
            "--seed=3");
    assertEquals(0, code, err.toString());
    List<String> lines = out.toString().lines().toList();
    assertEquals("the Riccati expert in LqrCliff-v0, 25 episodes", lines.get(0));
    double mean = meanReturn(LongStream.range(3, 28).boxed().toList());
    assertEquals(String.format(Locale.ROOT, "return, mean         %10.1f", mean), lines.get(1));
  }
}
