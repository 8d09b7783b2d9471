package io.papilio.cli.terminal;

import io.papilio.cli.options.ErrorReporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * SIGINT and SIGTERM: the first asks to stop, the second ends the process at once. In a process
 * that another one of this program has started, the end of standard input asks to stop as well:
 * that is how the other one asks, and what it leaves when it is killed.
 */
public final class Interrupts implements AutoCloseable {
  /** The system property that is true in a process that another one of this program has started. */
  static final String CHILD = "papilio.child";

  private final Map<Signal, SignalHandler> before = new LinkedHashMap<>();
  private final AtomicBoolean received = new AtomicBoolean();

  private Interrupts() {}

  /**
   * Handles the signals until this is closed.
   *
   * @param onFirst runs at the first signal, in its own thread
   */
  public static Interrupts handle(Runnable onFirst) {
    Interrupts interrupts = new Interrupts();
    for (Signal signal : List.of(new Signal("INT"), new Signal("TERM"))) {
      interrupts.before.put(signal, Signal.handle(signal, s -> interrupts.receive(onFirst)));
    }
    if (Boolean.getBoolean(CHILD)) {
      Thread listener = new Thread(() -> interrupts.awaitEndOfInput(onFirst), "parent");
      listener.setDaemon(true);
      listener.start();
    }
    return interrupts;
  }

  /** Whether a signal was received. */
  public boolean received() {
    return received.get();
  }

  private void receive(Runnable onFirst) {
    if (received.getAndSet(true)) {
      Runtime.getRuntime().halt(ErrorReporter.INTERRUPTED);
    }
    onFirst.run();
  }

  private void awaitEndOfInput(Runnable onFirst) {
    try {
      int next = System.in.read();
      while (next >= 0) {
        next = System.in.read();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!received.getAndSet(true)) {
      onFirst.run();
    }
  }

  @Override
  public void close() {
    before.forEach(Signal::handle);
  }
}
