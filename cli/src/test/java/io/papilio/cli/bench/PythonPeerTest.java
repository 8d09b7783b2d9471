package io.papilio.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.cli.bench.peer.PythonPeer;
import io.papilio.core.env.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs Python with venv, as the benchmark itself does, but no network. */
@Tag("nightly")
class PythonPeerTest {
  private static final String SCRIPT =
      """
      import sys
      print("ready " + sys.argv[1], flush=True)
      for line in sys.stdin:
          if line.strip() == "end":
              break
          print("heard " + line.strip(), flush=True)
      """;

  @TempDir private Path home;
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void writeScript() throws IOException {
    Files.createDirectory(home.resolve("bench"));
    Files.writeString(home.resolve("bench/echo.py"), SCRIPT);
    // Cannot be installed, and needs no network to find out.
    Files.writeString(home.resolve("bench/stable-baselines3.txt"), "-r absent.txt");
  }

  private PythonPeer start() {
    var libraries = new PythonPeer.Libraries("pytorch", List.of("stable-baselines3"));
    return PythonPeer.start(home, libraries, "echo.py", List.of("now"), said::add);
  }

  @Test
  void peerIsRejectedWithoutPyTorchAndDoesWithoutTheLibraryThatCannotBeHad() throws IOException {
    Path requirements = home.resolve("bench/pytorch.txt");
    Files.writeString(requirements, "-r absent.txt");
    assertThrows(EnvironmentException.Unavailable.class, this::start);
    Files.writeString(requirements, "");
    assertScriptAnswers();
    assertScriptAnswers();
    String installing = "installing bench/pytorch.txt into target/bench, some minutes";
    String without =
        "bench/stable-baselines3.txt: not installed; the script measures what is like it"
            + " (to try again, delete target/bench)";
    assertEquals(List.of(installing, installing, without), said);
  }

  private void assertScriptAnswers() {
    try (PythonPeer peer = start()) {
      assertEquals("ready now", peer.read());
      assertEquals("heard 1", peer.ask("1"));
      assertEquals("heard 2", peer.ask("2"));
      assertThrows(EnvironmentException.Unavailable.class, () -> peer.ask("end"));
    }
  }
}
