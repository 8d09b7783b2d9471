package io.papilio.laboratory.report.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A page in a headless Chromium, driven by the DevTools protocol. */
public final class Browser implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path profile;
  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> replies = new ConcurrentHashMap<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> loaded = new CompletableFuture<>();

  /** The browser of this machine, if there is one. */
  public static Optional<Path> executable() {
    return Stream.of(System.getenv("PATH").split(":"))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Opens a page.
   *
   * @param profile an empty directory
   * @param width of the window in pixels
   * @param scheme light or dark
   */
  public static Browser open(Path profile, URI page, int width, String scheme) throws Exception {
    Process process =
        new ProcessBuilder(
                executable().orElseThrow().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile.resolve("chromium"),
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("chromium.log").toFile())
            .start();
    Browser browser = new Browser(profile, process, target(profile));
    try {
      browser.send("Page.enable", Map.of());
      browser.send("Runtime.enable", Map.of());
      browser.send("Log.enable", Map.of());
      browser.send("Network.enable", Map.of());
      browser.send(
          "Emulation.setDeviceMetricsOverride",
          Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
      browser.send(
          "Emulation.setEmulatedMedia",
          Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
      browser.send("Page.navigate", Map.of("url", page.toString()));
      browser.loaded.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return browser;
    } catch (Exception e) {
      browser.close();
      throw e;
    }
  }

  private Browser(Path profile, Process process, URI target) throws Exception {
    this.profile = profile;
    this.process = process;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(target, new Listener())
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static URI target(Path profile) throws Exception {
    Path portFile = profile.resolve("chromium/DevToolsActivePort");
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (Files.notExists(portFile) || Files.readAllLines(portFile).size() < 2) {
      if (System.nanoTime() > end) {
        throw new IOException(Files.readString(profile.resolve("chromium.log")));
      }
      Thread.sleep(50);
    }
    URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(portFile).get(0) + "/json/list");
    for (JsonNode one : JSON.readTree(list.toURL())) {
      if (one.get("type").asText().equals("page")) {
        return URI.create(one.get("webSocketDebuggerUrl").asText());
      }
    }
    throw new IOException("no page in " + list);
  }

  /** Console messages of errors and warnings, exceptions and blocked loads so far. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** Addresses that the page has asked for, but for itself and data URIs. */
  public List<String> requests() {
    return requests.stream().skip(1).filter(url -> !url.startsWith("data:")).toList();
  }

  /** The JSON value of a JavaScript expression. */
  public JsonNode evaluate(String expression) throws Exception {
    JsonNode reply =
        send(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (reply.has("exceptionDetails")) {
      throw new AssertionError(reply.get("exceptionDetails").toString());
    }
    return reply.path("result").path("value");
  }

  /** The numbers of an array. */
  public List<Double> numbers(String expression) throws Exception {
    List<Double> numbers = new ArrayList<>();
    evaluate(expression).forEach(node -> numbers.add(node.isNull() ? null : node.asDouble()));
    return numbers;
  }

  /** Moves the mouse, and with {@code type} presses or releases its button. */
  public void mouse(String type, double x, double y) throws Exception {
    send(
        "Input.dispatchMouseEvent",
        Map.of("type", type, "x", x, "y", y, "button", "left", "buttons", 1, "clickCount", 1));
  }

  /** The whole page as PNG. */
  public byte[] screenshot() throws Exception {
    JsonNode reply =
        send("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "format", "png"));
    return Base64.getDecoder().decode(reply.get("data").asText());
  }

  @Override
  public void close() throws Exception {
    socket.abort();
    // They write to the profile to their end, which is after the browser's own.
    List<ProcessHandle> helpers = process.descendants().toList();
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    for (ProcessHandle helper : helpers) {
      helper.destroyForcibly();
      helper.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
    // A link out of the temporary directory, which JUnit would warn about.
    Files.deleteIfExists(profile.resolve("chromium/SingletonSocket"));
  }

  private JsonNode send(String method, Map<String, ?> parameters) throws Exception {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> reply = new CompletableFuture<>();
    replies.put(id, reply);
    String text = JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
    socket.sendText(text, true).get();
    return reply.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private void receive(JsonNode message) {
    if (message.has("id")) {
      CompletableFuture<JsonNode> reply = replies.remove(message.get("id").asInt());
      if (message.has("error")) {
        reply.completeExceptionally(new IOException(message.get("error").toString()));
      } else {
        reply.complete(message.get("result"));
      }
      return;
    }
    JsonNode parameters = message.path("params");
    switch (message.path("method").asText()) {
      case "Page.loadEventFired" -> loaded.complete(null);
      case "Runtime.exceptionThrown", "Log.entryAdded" -> problems.add(parameters.toString());
      case "Runtime.consoleAPICalled" -> problems.add(parameters.path("args").toString());
      case "Network.requestWillBeSent" ->
          requests.add(parameters.path("request").path("url").asText());
      default -> {}
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        try {
          receive(JSON.readTree(text.toString()));
        } catch (IOException e) {
          problems.add(e.toString());
        }
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
