package io.papilio.envserver.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Status;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.envserver.fixture.RawStream;
import io.papilio.protocol.v1.EnvironmentServiceGrpc;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Messages that are no protobuf, over Netty. */
class MalformedMessageTest {
  private static final byte[] GARBAGE = {-1, -1, -1, -1};

  private static final Marshaller<byte[]> BYTES =
      new Marshaller<>() {
        @Override
        public InputStream stream(byte[] message) {
          return new ByteArrayInputStream(message);
        }

        @Override
        public byte[] parse(InputStream message) {
          return new byte[0];
        }
      };

  /** Sends the bytes as a message and leaves the stream open for more; how the call ends. */
  private static Status send(NettyServerFixture fixture, MethodDescriptor<?, ?> method) {
    CompletableFuture<Status> end = new CompletableFuture<>();
    ClientCall<byte[], byte[]> call =
        fixture.raw.newCall(method.toBuilder(BYTES, BYTES).build(), CallOptions.DEFAULT);
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onClose(Status status, Metadata trailers) {
            end.complete(status);
          }
        },
        new Metadata());
    call.request(1);
    call.sendMessage(GARBAGE);
    if (method.getType() == MethodDescriptor.MethodType.UNARY) {
      call.halfClose();
    }
    return end.orTimeout(60, TimeUnit.SECONDS).join();
  }

  @Test
  void endsItsSessionAtOnceWithOneLineInTheLog() {
    Logger log = (Logger) LoggerFactory.getLogger(SessionLog.class);
    Level before = log.getLevel();
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.setLevel(Level.WARN);
    log.addAppender(lines);
    try (NettyServerFixture fixture = new NettyServerFixture()) {
      for (int i = 0; i < NettyServerFixture.CONFIG.limits().maxSessions(); i++) {
        Status end = send(fixture, EnvironmentServiceGrpc.getInteractMethod());
        assertEquals(Status.Code.INVALID_ARGUMENT, end.getCode(), end::toString);
      }
      assertEquals(
          List.of("session ended", "session ended", "session ended"),
          lines.list.stream().map(ILoggingEvent::getMessage).toList());
      // Their places are free again.
      RawStream next = fixture.stream().send(RawStream.open("Drift-v0", 1, AutoresetMode.DISABLED));
      assertEquals(1, next.response().getOpen().getNumEnvs());
    } finally {
      log.detachAppender(lines);
      log.setLevel(before);
    }
  }

  @Test
  void logsNoStackTraces() {
    List<String> lines = new CopyOnWriteArrayList<>();
    Handler handler = new Lines(lines);
    java.util.logging.Logger grpc = java.util.logging.Logger.getLogger("io.grpc");
    grpc.addHandler(handler);
    try (NettyServerFixture fixture = new NettyServerFixture()) {
      send(fixture, EnvironmentServiceGrpc.getInteractMethod());
      send(fixture, EnvironmentServiceGrpc.getListEnvironmentsMethod());
      assertEquals(List.of(), lines);
    } finally {
      grpc.removeHandler(handler);
    }
  }

  private static final class Lines extends Handler {
    private final List<String> lines;

    Lines(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public void publish(LogRecord line) {
      lines.add(line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
