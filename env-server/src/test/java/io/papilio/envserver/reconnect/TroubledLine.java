package io.papilio.envserver.reconnect;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A proxy between client and server with troubles of its own for every connection. */
final class TroubledLine implements AutoCloseable {
  private final ServerSocket entrance;
  private final URI server;
  private final Supplier<Trouble> toServer;
  private final Supplier<Trouble> toClient;
  private final List<Socket> ends = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final AtomicLong bytesToServer = new AtomicLong();
  private final AtomicLong bytesToClient = new AtomicLong();

  TroubledLine(String target, Supplier<Trouble> toServer, Supplier<Trouble> toClient)
      throws IOException {
    server = URI.create("tcp://" + target);
    this.toServer = toServer;
    this.toClient = toClient;
    entrance = new ServerSocket(0, 50, InetAddress.getByName(server.getHost()));
    start(this::accept);
  }

  String target() {
    return server.getHost() + ":" + entrance.getLocalPort();
  }

  /** Of all connections so far. */
  long bytesToServer() {
    return bytesToServer.get();
  }

  /** Of all connections so far. */
  long bytesToClient() {
    return bytesToClient.get();
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    ends.forEach(TroubledLine::cut);
    threads.forEach(Thread::interrupt);
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = entrance.accept();
      Socket onward = new Socket(server.getHost(), server.getPort());
      client.setTcpNoDelay(true);
      onward.setTcpNoDelay(true);
      ends.addAll(List.of(client, onward));
      start(() -> copy(client, onward, toServer.get(), bytesToServer));
      start(() -> copy(onward, client, toClient.get(), bytesToClient));
    }
  }

  private static void copy(Socket from, Socket to, Trouble trouble, AtomicLong total)
      throws IOException, InterruptedException {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[1 << 14];
      long position = 0;
      int count;
      int passed;
      do {
        count = in.read(bytes);
        passed = count < 0 ? count : trouble.pass(bytes, count, position);
        out.write(bytes, 0, Math.max(0, passed));
        position += Math.max(0, count);
        total.addAndGet(Math.max(0, count));
      } while (count >= 0 && passed == count);
    } finally {
      cut(from);
      cut(to);
    }
  }

  /** Without a word of farewell. */
  private static void cut(Socket end) {
    try {
      if (!end.isClosed()) {
        end.setSoLinger(true, 0);
        end.close();
      }
    } catch (IOException gone) {
      // Then it is cut.
    }
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException | InterruptedException cut) {
                // The line has been cut; nothing is left to carry.
              }
            });
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }
}
