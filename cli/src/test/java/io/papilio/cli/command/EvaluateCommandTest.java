package io.papilio.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.cli.Papilio;
import io.papilio.cli.source.ConnectionConfig;
import io.papilio.cli.source.EnvironmentSources;
import io.papilio.cli.source.ExpertSource;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.rollout.Rollout;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluateCommandTest {
  private static final String ENVIRONMENT = "LqrCliff-v0";

  private static double meanReturn(List<BigInteger> seeds) {
    try (var source =
            EnvironmentSources.open(ConnectionConfig.EMBEDDED, new PrintWriter(System.err));
        var environments = source.vector(ENVIRONMENT, seeds.size())) {
      var expert = ExpertSource.of(environments.spec(), KeywordArguments.NONE, "policy", "");
      return EpisodeStatistics.meanReturn(new Rollout(environments).run(expert.policy(), seeds));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 7})
  void episodesOfSeveralWavesAreThoseOfTheSeeds(int environments) {
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
            "--seed=3",
            "--num-envs=" + environments);
    assertEquals(0, code, err.toString());
    List<String> lines = out.toString().lines().toList();
    assertEquals("the Riccati expert in LqrCliff-v0, 25 episodes", lines.get(0));
    double mean = meanReturn(EpisodeSeeds.of(3, 25));
    assertEquals(String.format(Locale.ROOT, "return, mean         %10.1f", mean), lines.get(1));
  }
}
