package io.papilio.it.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.cli.Papilio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a command line in a virtual machine of its own. */
public final class ChildProcess {
  /** Settings of whoever runs the tests, which must not count. */
  private static final String SETTINGS = "PAPILIO_";

  /** So short a run ends before the optimizing compiler has paid off. */
  public static final List<String> JVM =
      List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "--add-opens=java.base/java.nio=ALL-UNNAMED");

  private ChildProcess() {}

  /**
   * Runs a command that must succeed.
   *
   * @param directory for what it says
   * @return its standard output
   */
  public static String run(Path directory, String command, List<String> options)
      throws IOException, InterruptedException {
    return run(directory, JVM, command, options);
  }

  /** Same as {@link #run(Path, String, List)}, with options for the virtual machine. */
  public static String run(Path directory, List<String> jvm, String command, List<String> options)
      throws IOException, InterruptedException {
    Path errors = directory.resolve("errors.txt");
    Process process = start(errors, jvm, command, options);
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEnds(process, command, errors);
    return said;
  }

  /**
   * Starts a command, whose standard output somebody has to read.
   *
   * @param errors file for its standard error
   */
  public static Process start(Path errors, List<String> jvm, String command, List<String> options)
      throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(jvm);
    line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    line.addAll(List.of(Papilio.class.getName(), command));
    line.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(line).redirectError(errors.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith(SETTINGS));
    return builder.start();
  }

  /** Waits for a command that must succeed. */
  public static void assertEnds(Process process, String command, Path errors)
      throws InterruptedException {
    assertEquals(0, process.waitFor(), () -> command + ": " + read(errors));
  }

  private static String read(Path errors) {
    try {
      return Files.readString(errors);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
