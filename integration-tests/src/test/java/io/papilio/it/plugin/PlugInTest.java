package io.papilio.it.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.EnvironmentDescription;
import io.papilio.core.env.Keyword;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.protocol.client.ChannelConfig;
import io.papilio.protocol.compliance.Compliance;
import io.papilio.protocol.compliance.Finding;
import io.papilio.protocol.compliance.Finding.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plug-in of docs/plugging-in.md: what the document shows is what runs. */
class PlugInTest {
  private static final Path ROOT = Path.of("..");
  private static final Path EXAMPLE = ROOT.resolve("examples/plug-in");
  private static final String ID = "Thermostat-v0";

  @TempDir private Path directory;

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void documentShowsTheExampleAsItIs() throws IOException {
    String document = Files.readString(ROOT.resolve("docs/plugging-in.md"));
    List<Path> sources = files(EXAMPLE.resolve("src/main"));
    assertEquals(3, sources.size(), sources.toString());
    int lines = 0;
    for (Path source : sources) {
      String text = Files.readString(source);
      assertTrue(document.contains("\n" + text + "```\n"), "not in the document: " + source);
      lines += text.lines().toList().size();
    }
    assertTrue(lines < 100, lines + " lines");
  }

  @Test
  void exampleDescribesItself() throws IOException {
    EnvironmentDescription description =
        EnvironmentCatalog.standard(List.of(jar())).description(ID);
    assertEquals("Hold a room at a temperature", description.summary());
    assertEquals(
        List.of("setpoint", "max_episode_steps"),
        description.keywords().stream().map(Keyword::name).toList());
  }

  @Test
  void exampleIsServedFromAJarAndHonoursTheContract() throws IOException {
    List<Finding> findings = new ArrayList<>();
    EnvironmentCatalog catalog = EnvironmentCatalog.standard(List.of(jar()));
    try (EnvServer server = EnvServer.start(EnvServerConfig.DEFAULTS.withPort(0), catalog);
        Compliance compliance =
            new Compliance(ChannelConfig.of(server.target()), id -> Optional.empty())) {
      compliance.checkEnvironment(ID, findings::add);
    }
    assertEquals(
        List.of(),
        findings.stream().filter(finding -> finding.verdict() == Verdict.FAILED).toList());
    assertTrue(findings.stream().anyMatch(finding -> finding.verdict() == Verdict.PASSED));
  }

  /** The example's classes as a jar, as its build packs them. */
  private Path jar() throws IOException {
    Path classes = EXAMPLE.resolve("target/classes");
    Path jar = directory.resolve("plug-in.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file)) {
      for (Path source : files(classes)) {
        entries.putNextEntry(new JarEntry(classes.relativize(source).toString()));
        Files.copy(source, entries);
        entries.closeEntry();
      }
    }
    return jar;
  }
}
