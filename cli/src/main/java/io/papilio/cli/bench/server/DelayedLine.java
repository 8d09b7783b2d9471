package io.papilio.cli.bench.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A line to a server of this machine on which every byte is late, as on a long way. */
public final class DelayedLine implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final ServerSocket entrance;
  private final String host;
  private final int port;
  private final long delayNanos;

  private record Piece(byte[] bytes, long dueNanos) {}

  /**
   * @param target {@code host:port} of the server
   * @param delayMillis each way
   */
  public DelayedLine(String target, int delayMillis) {
    int colon = target.lastIndexOf(':');
    host = target.substring(0, colon);
    port = Integer.parseInt(target.substring(colon + 1));
    delayNanos = TimeUnit.MILLISECONDS.toNanos(delayMillis);
    try {
      entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  /** Where to connect. */
  public String target() {
    return "127.0.0.1:" + entrance.getLocalPort();
  }

  @Override
  public void close() {
    try {
      entrance.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = entrance.accept();
      Socket server = new Socket(host, port);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      join(client, server);
      join(server, client);
    }
  }

  private void join(Socket from, Socket to) throws IOException {
    BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    start(
        () -> {
          byte[] buffer = new byte[BUFFER_BYTES];
          for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            pieces.add(new Piece(Arrays.copyOf(buffer, n), System.nanoTime() + delayNanos));
          }
        });
    start(
        () -> {
          while (true) {
            Piece piece = pieces.take();
            TimeUnit.NANOSECONDS.sleep(piece.dueNanos() - System.nanoTime());
            out.write(piece.bytes());
          }
        });
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  /** A thread that ends with its connection. */
  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException | InterruptedException ended) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
