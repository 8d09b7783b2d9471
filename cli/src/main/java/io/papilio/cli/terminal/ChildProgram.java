package io.papilio.cli.terminal;

import java.nio.file.Path;
import java.util.List;

/** Starts this program again, for work that runs beside that of others in a process of its own. */
public final class ChildProgram {
  private ChildProgram() {}

  /**
   * The words before those of a command. The process uses one core, since one runs for each, and
   * stops when its standard input ends: {@link Interrupts}.
   *
   * @param main class with the main method
   */
  public static List<String> words(Class<?> main) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + (Runtime.getRuntime().maxMemory() >> 20) + "m",
        "-XX:ActiveProcessorCount=1",
        "--add-opens=java.base/java.nio=ALL-UNNAMED",
        "-D" + Interrupts.CHILD + "=true",
        "-Dpapilio.home=" + System.getProperty("papilio.home", ""),
        "-cp",
        System.getProperty("java.class.path"),
        main.getName());
  }
}
