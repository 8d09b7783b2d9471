package io.papilio.laboratory.report;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Serves the report of growing runs on the loopback interface: the page at {@code /}, made anew for
 * every request, and the files that it links to.
 */
public final class LiveReport implements AutoCloseable {
  private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost");

  private final Path directory;
  private final List<Path> runs;
  private final HttpServer server;

  /**
   * Begins to serve.
   *
   * @param directory where links of the page begin
   * @param runs directories of runs or sweeps
   * @param port to listen on; 0 takes a free one
   * @throws UncheckedIOException when the port is taken
   */
  public static LiveReport serve(Path directory, List<Path> runs, int port) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try {
      LiveReport live = new LiveReport(directory, runs, HttpServer.create(address, 0));
      live.server.createContext("/", live::answer);
      live.server.start();
      return live;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on " + address + ": " + e.getMessage(), e);
    }
  }

  private LiveReport(Path directory, List<Path> runs, HttpServer server) {
    this.directory = directory.toAbsolutePath().normalize();
    this.runs = List.copyOf(runs);
    this.server = server;
  }

  /** The page's address. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String host = exchange.getRequestHeaders().getFirst("Host");
      if (host == null || !HOSTS.contains(host.replaceFirst(":\\d+$", ""))) {
        // A page of elsewhere whose name was made to mean this machine.
        send(exchange, 403, "text/plain", "not this host\n");
      } else if (exchange.getRequestURI().getPath().equals("/")) {
        page(exchange);
      } else {
        file(exchange);
      }
    }
  }

  private void page(HttpExchange exchange) throws IOException {
    try {
      send(exchange, 200, "text/html", Report.read(directory, runs).liveHtml());
    } catch (InvalidValueException | UncheckedIOException e) {
      // No evaluation yet; the browser asks again.
      exchange.getResponseHeaders().set("Refresh", "2");
      send(exchange, 200, "text/plain", e.getMessage() + "\n");
    }
  }

  private void file(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().substring(1);
    boolean linked = Report.read(directory, runs).files().contains(directory.resolve(name));
    if (linked) {
      send(exchange, 200, "application/octet-stream", Files.readAllBytes(directory.resolve(name)));
    } else {
      send(exchange, 404, "text/plain", "not found\n");
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    send(exchange, status, type + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] bytes)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
