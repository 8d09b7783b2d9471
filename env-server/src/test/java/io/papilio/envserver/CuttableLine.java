package io.papilio.envserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A line between client and server that can be cut, as when a machine dies. */
final class CuttableLine implements AutoCloseable {
  private final ServerSocket entrance;
  private final URI server;
  private final List<Socket> ends = new CopyOnWriteArrayList<>();

  CuttableLine(String target) throws IOException {
    server = URI.create("tcp://" + target);
    entrance = new ServerSocket(0, 50, InetAddress.getByName(server.getHost()));
    carry(this::accept);
  }

  String target() {
    return server.getHost() + ":" + entrance.getLocalPort();
  }

  /** Cuts all connections, without a word to either end; cutting twice is harmless. */
  @Override
  public void close() throws IOException {
    entrance.close();
    for (Socket end : ends) {
      if (!end.isClosed()) {
        end.setSoLinger(true, 0);
        end.close();
      }
    }
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = entrance.accept();
      Socket onward = new Socket(server.getHost(), server.getPort());
      ends.addAll(List.of(client, onward));
      carry(() -> copy(client.getInputStream(), onward.getOutputStream()));
      carry(() -> copy(onward.getInputStream(), client.getOutputStream()));
    }
  }

  private static void copy(InputStream from, OutputStream to) throws IOException {
    from.transferTo(to);
  }

  private interface Carrier {
    void run() throws IOException;
  }

  private static void carry(Carrier carrier) {
    Thread thread =
        new Thread(
            () -> {
              try {
                carrier.run();
              } catch (IOException cut) {
                // The line has been cut; nothing is left to carry.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
