package io.papilio.artifacts.run;

import io.papilio.core.validation.Require;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run ran on.
 *
 * @param java vendor and version of the JDK
 * @param os name and version of the operating system
 * @param arch the processor architecture
 * @param processor its model and the widest vector instructions
 * @param processors the processors that the JVM may use
 * @param libraries library name to version, for example {@code mujoco} to {@code 3.14.0}
 */
public record HostRuntime(
    String java,
    String os,
    String arch,
    Processor processor,
    int processors,
    SortedMap<String, String> libraries) {
  public HostRuntime {
    Require.positive(processors, "processors");
    libraries = Collections.unmodifiableSortedMap(new TreeMap<>(libraries));
  }

  /** This JVM, with the libraries that the caller knows of. */
  public static HostRuntime current(Map<String, String> libraries) {
    return new HostRuntime(
        System.getProperty("java.vendor") + " " + Runtime.version(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("os.arch"),
        Processor.current(),
        Runtime.getRuntime().availableProcessors(),
        new TreeMap<>(libraries));
  }
}
