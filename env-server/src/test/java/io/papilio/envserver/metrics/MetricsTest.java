package io.papilio.envserver.metrics;

import static io.papilio.envserver.fixture.RawStream.drift;
import static io.papilio.envserver.fixture.RawStream.open;
import static io.papilio.envserver.fixture.RawStream.reset;
import static io.papilio.envserver.fixture.RawStream.step;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.papilio.core.settings.Settings;
import io.papilio.core.space.Tensor;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.envserver.fixture.RawStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final EnvServerConfig CONFIG =
      Settings.of(NettyServerFixture.CONFIG).with(Map.of("metrics-port", "0", "max-sessions", "1"));

  private static List<String> scrape(EnvServer server) throws IOException, InterruptedException {
    URI uri = URI.create("http://" + server.metricsTarget().orElseThrow() + "/metrics");
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(),
                HttpResponse.BodyHandlers.ofString());
    assertEquals(200, response.statusCode());
    return response.body().lines().toList();
  }

  private static void assertHas(List<String> lines, String line) {
    assertTrue(lines.contains(line), line + " in " + String.join("\n", lines));
  }

  @Test
  void sessionsStepsLatenciesAndRejectionsAreCounted() throws IOException, InterruptedException {
    try (NettyServerFixture fixture = new NettyServerFixture(CONFIG)) {
      RawStream stream = fixture.stream();
      stream.send(open("Drift-v0", 2, AutoresetMode.NEXT_STEP), reset("1"));
      stream.response();
      stream.response();
      Tensor still = Tensor.float64(new double[6], 2, 3);
      stream.send(step(still), step(still), drift(0), step(still));
      stream.response();
      stream.response();
      stream.failure();
      stream.response();
      assertEquals(Status.Code.RESOURCE_EXHAUSTED, fixture.stream().end().getCode());
      List<String> during = scrape(fixture.server);
      assertHas(during, "papilio_sessions 1.0");
      assertHas(during, "papilio_environments 2.0");
      assertHas(during, "papilio_steps_total{environment=\"Drift-v0\"} 6.0");
      assertHas(during, "papilio_rejections_total{status=\"INVALID_ARGUMENT\"} 1.0");
      assertHas(during, "papilio_rejections_total{status=\"RESOURCE_EXHAUSTED\"} 1.0");
      assertHas(
          during, "papilio_request_seconds_count{environment=\"Drift-v0\",request=\"step\"} 3");
      assertTrue(
          during.stream().anyMatch(line -> line.contains("papilio_request_seconds_bucket")),
          during.toString());
      stream.send(RawStream.close()).response();
      assertEquals(Status.OK, stream.end());
      List<String> after = scrape(fixture.server);
      assertHas(after, "papilio_sessions 0.0");
      assertHas(after, "papilio_environments 0.0");
      assertHas(after, "papilio_sessions_ended_total{status=\"OK\"} 1.0");
    }
  }

  @Test
  void halfSentRequestsKeepNoOtherWaiting() throws IOException, InterruptedException {
    List<Socket> silent = new ArrayList<>();
    try (NettyServerFixture fixture = new NettyServerFixture(CONFIG)) {
      URI uri = URI.create("http://" + fixture.server.metricsTarget().orElseThrow());
      for (int i = 0; i < 8; i++) {
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        silent.add(socket);
        socket.getOutputStream().write("GET /metrics HTTP/1.1\r\n".getBytes(UTF_8));
      }
      assertHas(scrape(fixture.server), "papilio_sessions 0.0");
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  @Test
  void withoutAPortThereAreNone() {
    try (NettyServerFixture fixture = new NettyServerFixture()) {
      assertTrue(fixture.server.metricsTarget().isEmpty());
    }
  }
}
