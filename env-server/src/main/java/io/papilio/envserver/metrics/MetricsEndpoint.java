package io.papilio.envserver.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Reason;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** {@code GET /metrics} in Prometheus' text format, without credentials. */
public final class MetricsEndpoint implements AutoCloseable {
  /** So that a half-sent request keeps no other one waiting, and ends itself. */
  private static final int MAX_THREADS = 32;

  private static final String REQUEST_SECONDS = "10";

  static {
    // Read when the first server of the process is made, by the JDK alone.
    for (String time : List.of("sun.net.httpserver.maxReqTime", "sun.net.httpserver.maxRspTime")) {
      System.setProperty(time, System.getProperty(time, REQUEST_SECONDS));
    }
  }

  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpServer server;
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0, MAX_THREADS, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), MetricsEndpoint::daemon);
  private final String host;

  /**
   * Listens.
   *
   * @param port 0 takes a free one
   * @throws EnvironmentException UNAVAILABLE when the address is in use
   */
  public MetricsEndpoint(String host, int port, PrometheusMeterRegistry registry) {
    this.host = host;
    try {
      server = HttpServer.create(new InetSocketAddress(host, port), 0);
    } catch (IOException e) {
      throw EnvironmentException.of(
          Reason.UNAVAILABLE,
          "cannot listen on " + host + ":" + port + " for metrics: " + e.getMessage(),
          e);
    }
    server.createContext("/metrics", exchange -> answer(exchange, registry.scrape()));
    server.setExecutor(threads);
    server.start();
  }

  /** Where it is: {@code host:port}. */
  public String target() {
    return host + ":" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "papilio-metrics");
    thread.setDaemon(true);
    return thread;
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    try (exchange) {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
