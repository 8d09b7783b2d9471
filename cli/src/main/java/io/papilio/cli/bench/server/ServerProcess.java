package io.papilio.cli.bench.server;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, as users run it: {@code ./papilio serve} at a free port. */
public final class ServerProcess implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("serving .* at (\\S+)");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  private final Process process;
  private final String target;

  private ServerProcess(List<String> command) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of("serve", "--port", "0", "--max-sessions", "0"));
    try {
      process = new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      target = address(process.inputReader());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the classes of this process, on a number of cores, and waits until it serves. */
  public static ServerProcess start(int cores) {
    return new ServerProcess(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:ActiveProcessorCount=" + cores,
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:TrimNativeHeapInterval=5000",
            "-XX:G1PeriodicGCInterval=30000",
            "-XX:-G1PeriodicGCInvokesConcurrent",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "io.papilio.cli.Papilio"));
  }

  /** Starts {@code ./papilio} of a source tree and waits until it serves. */
  public static ServerProcess ofScript(Path home) {
    return new ServerProcess(List.of(home.resolve("papilio").toString()));
  }

  /** Where to connect. */
  public String target() {
    return target;
  }

  /** Bytes of its memory that are in use. */
  public long residentBytes() {
    try {
      Path status = Path.of("/proc", Long.toString(process.pid()), "status");
      Matcher line = RESIDENT.matcher(Files.readString(status));
      if (!line.find()) {
        throw EnvironmentException.of(Reason.UNAVAILABLE, "the server has ended");
      }
      return Long.parseLong(line.group(1)) * 1024;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String address(BufferedReader output) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher match = ADDRESS.matcher(line);
      if (match.matches()) {
        return match.group(1);
      }
    }
    throw EnvironmentException.of(Reason.UNAVAILABLE, "the server did not start");
  }

  @Override
  public void close() {
    process.destroy();
  }
}
