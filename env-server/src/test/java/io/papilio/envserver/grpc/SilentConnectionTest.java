package io.papilio.envserver.grpc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.envserver.fixture.RawStream;
import io.papilio.envserver.fixture.TestRequests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Connections that say nothing, or not all of it, end and give back their descriptors. */
@Tag("nightly")
class SilentConnectionTest {
  private static final int CONNECTIONS = 3000;

  /** Connections without a word end after 80 s, those with a call of which no more comes later. */
  private static final int SECONDS = 100;

  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
  private static final byte[] SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};

  private static byte[] halfSentUpload() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(PREFACE);
    out.writeBytes(SETTINGS);
    ByteArrayOutputStream headers = new ByteArrayOutputStream();
    header(headers, ":method", "POST");
    header(headers, ":scheme", "http");
    header(headers, ":path", "/papilio.env.v1.EnvironmentService/UploadPolicy");
    header(headers, "te", "trailers");
    header(headers, "content-type", "application/grpc");
    frame(out, 1, 4, headers.toByteArray());
    // A message of 1,000 bytes, of which one comes.
    frame(out, 0, 0, new byte[] {0, 0, 0, 3, (byte) 0xe8, 10});
    return out.toByteArray();
  }

  /** HPACK: a literal that is not indexed, with a new name. */
  private static void header(ByteArrayOutputStream out, String name, String value) {
    out.write(0);
    out.write(name.length());
    out.writeBytes(name.getBytes(US_ASCII));
    out.write(value.length());
    out.writeBytes(value.getBytes(US_ASCII));
  }

  private static void frame(ByteArrayOutputStream out, int type, int flags, byte[] payload) {
    out.writeBytes(new byte[] {0, 0, (byte) payload.length, (byte) type, (byte) flags, 0, 0, 0, 1});
    out.writeBytes(payload);
  }

  @Test
  void silentConnectionsEndAndOthersAreAnsweredMeanwhile(TestReporter reporter)
      throws IOException, InterruptedException {
    List<byte[]> beginnings = List.of(new byte[0], PREFACE, new byte[] {'P'}, halfSentUpload());
    try (NettyServerFixture fixture = new NettyServerFixture()) {
      RawStream first = fixture.stream().send(TestRequests.ONE);
      assertTrue(first.response().hasOpen());
      long before = descriptors();
      URI target = URI.create("tcp://" + fixture.server.target());
      InetSocketAddress address = new InetSocketAddress(target.getHost(), target.getPort());
      List<Socket> silent = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        Socket socket = new Socket();
        socket.connect(address);
        socket.getOutputStream().write(beginnings.get(i % beginnings.size()));
        silent.add(socket);
      }
      RawStream other = fixture.stream().send(TestRequests.ONE);
      assertTrue(other.response().hasOpen());
      // This process has both ends of each.
      long most = before + 2 * CONNECTIONS;
      while (descriptors() < most) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      TimeUnit.SECONDS.sleep(SECONDS);
      long ended = most - descriptors();
      for (Socket socket : silent) {
        socket.close();
      }
      reporter.publishEntry("descriptors", before + ", " + most + ", given back " + ended);
      assertEquals(CONNECTIONS, ended);
      assertTrue(other.send(TestRequests.SEED).response().hasTimeStep());
    }
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.count();
    }
  }
}
