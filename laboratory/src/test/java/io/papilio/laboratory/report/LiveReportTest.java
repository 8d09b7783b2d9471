package io.papilio.laboratory.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveReportTest {
  @TempDir Path directory;

  private static HttpResponse<String> get(LiveReport live, String path) throws Exception {
    URI address = live.address().resolve(path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }

  @Test
  void itServesThePageAndTheFilesOfTheRun() throws Exception {
    Path run = SyntheticRun.of(4).write(directory.resolve("run"));
    Files.writeString(directory.resolve("secret.txt"), "secret");
    try (LiveReport live = LiveReport.serve(run, List.of(run), 0)) {
      String page = get(live, "/").body();
      assertTrue(page.contains("connect-src &#39;self&#39;"));
      assertTrue(page.contains("After 2,000 steps ema is at "));
      assertEquals(Files.readString(run.resolve("metrics.csv")), get(live, "/metrics.csv").body());
      assertEquals(404, get(live, "/nothing.csv").statusCode());
      assertEquals(404, get(live, "/%2e%2e/secret.txt").statusCode());
    }
  }

  @Test
  void aRunWithoutEvaluationsIsAskedForAgain() throws Exception {
    try (LiveReport live = LiveReport.serve(directory, List.of(directory), 0)) {
      HttpResponse<String> answer = get(live, "/");
      assertEquals("2", answer.headers().firstValue("Refresh").orElseThrow());
      assertTrue(answer.body().contains("has no metrics.csv"), answer.body());
    }
  }

  @Test
  void pagesOfOtherHostsAreRejected() throws Exception {
    Path run = SyntheticRun.of(4).write(directory);
    try (LiveReport live = LiveReport.serve(run, List.of(run), 0)) {
      assertEquals("HTTP/1.1 403 Forbidden", statusFor(live, "evil.example"));
      assertEquals("HTTP/1.1 200 OK", statusFor(live, "localhost:" + live.address().getPort()));
    }
  }

  private static String statusFor(LiveReport live, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), live.address().getPort())) {
      String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
          .readLine();
    }
  }
}
