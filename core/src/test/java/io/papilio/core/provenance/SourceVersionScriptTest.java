package io.papilio.core.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the build's script on small checkouts of its own. */
class SourceVersionScriptTest {
  private static final Path SCRIPT = Path.of("src/build/source-version.sh").toAbsolutePath();

  @TempDir Path directory;

  @Test
  void aFreshCheckoutIsClean() throws Exception {
    Path project = checkout();
    assertEquals(head(project), state(project, Map.of()).getProperty("commit"));
    assertEquals("false", state(project, Map.of()).getProperty("dirty"));
  }

  @Test
  void aChangedFileMakesTheTreeDirty() throws Exception {
    Path project = checkout();
    Files.writeString(project.resolve("A.java"), "changed");
    assertEquals("true", state(project, Map.of()).getProperty("dirty"));
  }

  @Test
  void anUntrackedFileMakesTheTreeDirtyButAnIgnoredOneDoesNot() throws Exception {
    Path project = checkout();
    Files.writeString(project.resolve("ignored"), "");
    assertEquals("false", state(project, Map.of()).getProperty("dirty"));
    Files.writeString(project.resolve("B.java"), "");
    assertEquals("true", state(project, Map.of()).getProperty("dirty"));
  }

  @Test
  void aWorktreeHasItsOwnState() throws Exception {
    Path project = checkout();
    git(project, "worktree", "add", "-q", "../worktree");
    Path worktree = directory.resolve("worktree");
    Files.writeString(project.resolve("A.java"), "changed");
    assertEquals(head(project), state(worktree, Map.of()).getProperty("commit"));
    assertEquals("false", state(worktree, Map.of()).getProperty("dirty"));
  }

  @Test
  void aTreeInsideAnotherCheckoutIsUnknown() throws Exception {
    Path unpacked = Files.createDirectory(checkout().resolve("unpacked"));
    assertUnknown(state(unpacked, Map.of()));
  }

  @Test
  void aTreeWithoutGitIsUnknown() throws Exception {
    assertUnknown(state(Files.createDirectory(directory.resolve("plain")), Map.of()));
  }

  @Test
  void aMachineWithoutGitIsUnknown() throws Exception {
    Path project = checkout();
    Path tools = Files.createDirectory(directory.resolve("bin"));
    // What a shell answers when there is no such program.
    Path absent = Files.writeString(tools.resolve("git"), "#!/bin/sh\nexit 127\n");
    assertTrue(absent.toFile().setExecutable(true));
    assertUnknown(
        state(project, Map.of("PATH", tools + File.pathSeparator + System.getenv("PATH"))));
  }

  @Test
  void anUnchangedStateLeavesTheFileAlone() throws Exception {
    Path project = checkout();
    state(project, Map.of());
    Path file = directory.resolve("out/state.properties");
    FileTime longAgo = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(file, longAgo);
    state(project, Map.of());
    assertEquals(longAgo, Files.getLastModifiedTime(file));
  }

  private static void assertUnknown(Properties state) {
    assertEquals("unknown", state.getProperty("commit"));
    assertEquals("true", state.getProperty("dirty"));
    assertEquals("1.2", state.getProperty("version"));
  }

  private Path checkout() throws Exception {
    assumeTrue(
        List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
            .anyMatch(path -> Files.isExecutable(Path.of(path, "git"))),
        "needs git");
    Path project = Files.createDirectory(directory.resolve("project"));
    Files.writeString(project.resolve("A.java"), "original");
    Files.writeString(project.resolve(".gitignore"), "ignored\n");
    git(project, "init", "-q");
    git(project, "add", ".");
    git(project, "commit", "-q", "-m", "First");
    return project;
  }

  private String head(Path project) throws Exception {
    return git(project, "rev-parse", "HEAD").strip();
  }

  private Properties state(Path project, Map<String, String> environment) throws Exception {
    Path file = directory.resolve("out/state.properties");
    List<String> command =
        List.of("/bin/sh", SCRIPT.toString(), "1.2", project.toString(), file.toString());
    run(command, project, environment);
    Properties properties = new Properties();
    properties.load(Files.newBufferedReader(file));
    return properties;
  }

  private String git(Path project, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of("-c", "user.name=T", "-c", "user.email=t@example.org"));
    command.addAll(List.of("-c", "commit.gpgsign=false", "-c", "core.hooksPath=/dev/null"));
    command.addAll(List.of(words));
    return run(command, project, Map.of());
  }

  private String run(List<String> command, Path project, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(project.toFile());
    // Variables such as GIT_DIR, set when tests run inside a Git hook, would point elsewhere.
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().put("GIT_CEILING_DIRECTORIES", directory.toString());
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    assertTrue(status == 0, () -> command + ": status " + status + ": " + output);
    return output;
  }
}
