package io.papilio.cli;

import io.papilio.learner.metrics.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import sun.misc.Signal;

/**
 * A progress bar with the remaining time. On a terminal it rewrites one line; elsewhere it prints a
 * line now and then. The first interrupt asks the run to checkpoint and stop, the second kills it.
 */
final class TerminalProgress implements Progress, AutoCloseable {
  private static final int BAR_WIDTH = 24;
  private static final long REDRAW_NANOS = 200_000_000L;
  private static final long PRINT_NANOS = 15_000_000_000L;

  private final PrintWriter err;
  private final String task;
  private final boolean terminal = Boolean.getBoolean("papilio.terminal");
  private volatile boolean stop;
  private long startNanos;
  private long startDone = -1;
  private long lastNanos;
  private boolean open;

  TerminalProgress(PrintWriter err, String task) {
    this.err = err;
    this.task = task;
    Signal.handle(
        new Signal("INT"),
        signal -> {
          if (stop) {
            Runtime.getRuntime().halt(ErrorLine.INTERRUPTED);
          }
          stop = true;
        });
  }

  @Override
  public void advance(long done, long total, String note) {
    long now = System.nanoTime();
    if (startDone < 0) {
      startDone = done;
      startNanos = now;
    }
    boolean last = done >= total;
    if (!last && open && now - lastNanos < (terminal ? REDRAW_NANOS : PRINT_NANOS)) {
      return;
    }
    lastNanos = now;
    open = true;
    String line = line(done, total, note, now - startNanos);
    if (terminal) {
      err.print("\r\u001b[2K" + line);
      err.flush();
    } else {
      err.println(line);
    }
  }

  @Override
  public boolean stopRequested() {
    return stop;
  }

  /** Ends the line of the bar. */
  @Override
  public void close() {
    if (terminal && open) {
      err.println();
    }
    Signal.handle(new Signal("INT"), sun.misc.SignalHandler.SIG_DFL);
  }

  private String line(long done, long total, String note, long elapsedNanos) {
    int filled = (int) (BAR_WIDTH * Math.min(done, total) / Math.max(1, total));
    String bar = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
    long fresh = done - startDone;
    String remaining =
        done >= total
            ? "done in " + clock(elapsedNanos)
            : fresh <= 0 ? "--:-- left" : clock((total - done) * (elapsedNanos / fresh)) + " left";
    return String.format("%s %s %,d/%,d  %s  %s", task, bar, done, total, remaining, note);
  }

  private static String clock(long nanos) {
    Duration time = Duration.ofNanos(nanos);
    return time.toHours() > 0
        ? String.format("%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
        : String.format("%d:%02d", time.toMinutes(), time.toSecondsPart());
  }
}
