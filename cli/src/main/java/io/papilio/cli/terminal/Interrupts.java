package io.papilio.cli.terminal;

import io.papilio.cli.options.ErrorReporter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** SIGINT and SIGTERM: the first asks to stop, the second ends the process at once. */
public final class Interrupts implements AutoCloseable {
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

  @Override
  public void close() {
    before.forEach(Signal::handle);
  }
}
