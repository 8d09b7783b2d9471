package io.papilio.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.cli.options.ErrorReporter;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sun.misc.Signal;

class InterruptsTest {
  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void firstSignalAsks(String signal) throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    try (Interrupts interrupts = Interrupts.handle(asked::countDown)) {
      assertFalse(interrupts.received());
      Signal.raise(new Signal(signal));
      assertTrue(asked.await(10, TimeUnit.SECONDS));
      assertTrue(interrupts.received());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void secondSignalEndsTheProcessThoughTheFirstOneIsStillHandled(String signal) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Stubborn.class.getName(),
                signal)
            .start();
    assertEquals(ErrorReporter.INTERRUPTED, process.waitFor());
  }

  @Test
  void theEndOfInputAsksAChildProcessToStop() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + Interrupts.CHILD + "=true",
                "-cp",
                System.getProperty("java.class.path"),
                Patient.class.getName())
            .start();
    assertEquals("waiting", process.inputReader().readLine());
    process.getOutputStream().close();
    assertEquals(0, process.waitFor());
  }

  /** A program that waits until it is asked to stop. */
  static final class Patient {
    private Patient() {}

    public static void main(String[] arguments) throws InterruptedException {
      CountDownLatch asked = new CountDownLatch(1);
      try (Interrupts interrupts = Interrupts.handle(asked::countDown)) {
        System.out.println("waiting");
        asked.await();
      }
    }
  }

  /** A program that never gets ready to stop. */
  static final class Stubborn {
    private Stubborn() {}

    public static void main(String[] arguments) throws InterruptedException {
      Signal signal = new Signal(arguments[0]);
      CountDownLatch never = new CountDownLatch(1);
      CountDownLatch handled = new CountDownLatch(1);
      try (Interrupts interrupts =
          Interrupts.handle(
              () -> {
                handled.countDown();
                try {
                  never.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              })) {
        Signal.raise(signal);
        handled.await();
        Signal.raise(signal);
        never.await();
      }
    }
  }
}
