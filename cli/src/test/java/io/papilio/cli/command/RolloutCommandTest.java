package io.papilio.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.minari.MinariDataset;
import io.papilio.cli.Papilio;
import io.papilio.cli.source.PolicySource;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolloutCommandTest {
  @Test
  void serversOneOrSeveralPrintWhatThisProcessPrints() {
    try (EnvServer one = serve();
        EnvServer two = serve()) {
      String here = run("--policy=expert");
      assertTrue(here.startsWith("the Riccati expert in LqrCliff-v0, 12 episodes"), here);
      assertEquals(here, run("--policy=expert", "--server=" + one.target()));
      assertEquals(here, run("--policy=expert", "--server=" + one.target() + "," + two.target()));
      String dns = "dns:///" + one.target().replace("127.0.0.1", "localhost");
      assertEquals(here, run("--policy=expert", "--server=" + dns));
    }
  }

  @Test
  void trajectoriesBecomeADataSet(@TempDir Path directory) {
    Path out = directory.resolve("walks/random-v2");
    String printed = run("--policy=random", "--num-envs=3", "--out=" + out);
    assertTrue(printed.contains("random actions in LqrCliff-v0, 12 episodes"), printed);
    MinariDataset dataset = MinariDataset.open(out);
    assertEquals(12, dataset.size());
    assertEquals("walks/random-v2", dataset.metadata().description().datasetId());
    // Finished: the same command prints it again.
    assertEquals(printed, run("--policy=random", "--num-envs=3", "--out=" + out));
  }

  private static EnvServer serve() {
    return EnvServer.start(
        EnvServerConfig.DEFAULTS.withPort(0), EnvironmentCatalog.standard(), PolicySource.SHIPPED);
  }

  private static String run(String... options) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] command = {"rollout", "--env=LqrCliff-v0", "--episodes=12", "--seed=3"};
    int code =
        Papilio.run(
            new PrintWriter(out),
            new PrintWriter(err),
            Map.of(),
            Stream.concat(Stream.of(command), Stream.of(options)).toArray(String[]::new));
    assertEquals(0, code, err.toString());
    return out.toString();
  }
}
