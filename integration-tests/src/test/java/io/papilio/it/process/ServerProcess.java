package io.papilio.it.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ./papilio serve} in a process that can be killed, stopped and started again. */
public final class ServerProcess implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("serving .* at (\\S+)");
  private static final Pattern METRICS = Pattern.compile("metrics at (\\S+)");

  private final Path errors;
  private final List<String> jvm;
  private final List<String> options;
  private Process process;
  private BufferedReader output;
  private String target;

  private ServerProcess(Path directory, List<String> jvm, List<String> options) {
    this.errors = directory.resolve("server.txt");
    this.jvm = jvm;
    this.options = options;
  }

  /**
   * Starts a server at a free port and waits until it serves.
   *
   * @param directory for what it says
   * @param jvm more options for the virtual machine
   */
  public static ServerProcess start(Path directory, List<String> jvm, String... options)
      throws IOException {
    List<String> all = new ArrayList<>(ChildProcess.JVM);
    all.addAll(jvm);
    ServerProcess server = new ServerProcess(directory, all, List.of(options));
    server.start(0);
    return server;
  }

  /** Where to connect. */
  public String target() {
    return target;
  }

  public long pid() {
    return process.pid();
  }

  /** {@code kill -9}. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Starts it at its port again, and waits until it serves. */
  public void restart() throws IOException {
    start(Integer.parseInt(target.substring(target.lastIndexOf(':') + 1)));
  }

  /** For example {@code STOP}. */
  public void signal(String name) throws IOException, InterruptedException {
    String pid = Long.toString(process.pid());
    int code = new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException("kill -" + name + ": " + code + " (expected: 0)");
    }
  }

  private void start(int port) throws IOException {
    List<String> all = new ArrayList<>(options);
    all.add("--port=" + port);
    process = ChildProcess.start(errors, jvm, "serve", all);
    output = process.inputReader();
    target = find(ADDRESS);
  }

  /** The address of the metrics of a server that has them. */
  public String metrics() throws IOException {
    return find(METRICS);
  }

  private String find(Pattern pattern) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher match = pattern.matcher(line);
      if (match.matches()) {
        return match.group(1);
      }
    }
    throw new IOException("the server did not start, see " + errors);
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
