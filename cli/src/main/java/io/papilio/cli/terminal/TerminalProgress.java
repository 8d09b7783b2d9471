package io.papilio.cli.terminal;

import io.papilio.core.rollout.Progress;
import java.io.PrintWriter;
import java.time.Duration;

/**
 * A progress bar with the remaining time. On a terminal it rewrites one line; elsewhere it prints a
 * line now and then. {@link Interrupts} ask the task to stop.
 */
public final class TerminalProgress implements Progress, AutoCloseable {
  /** Of a terminal that does not report its width. */
  private static final int COLUMNS = 80;

  private static final long REDRAW_NANOS = 200_000_000L;
  private static final long PRINT_NANOS = 15_000_000_000L;

  private final PrintWriter err;
  private final boolean terminal = Boolean.getBoolean("papilio.terminal");
  private final int columns = columns(Integer.getInteger("papilio.columns", 0));
  private final Interrupts interrupts = Interrupts.handle(() -> {});
  private String task;
  private long startNanos;
  private long startDone = -1;
  private long lastNanos;
  private boolean open;

  public TerminalProgress(PrintWriter err, String task) {
    this.err = err;
    this.task = task;
  }

  @Override
  public void begin(String task) {
    endLine();
    this.task = task;
    startDone = -1;
    open = false;
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
    ProgressLine line =
        new ProgressLine(task, done, total, remaining(done, total, now - startNanos), note);
    if (terminal) {
      // A line that fills the last column as well would be wrapped by some terminals.
      err.print("\r\u001b[2K" + line.within(columns - 1));
      err.flush();
    } else {
      err.println(line.within(Integer.MAX_VALUE));
    }
  }

  @Override
  public boolean stopRequested() {
    return interrupts.received();
  }

  @Override
  public void close() {
    endLine();
    interrupts.close();
  }

  private void endLine() {
    if (terminal && open) {
      err.println();
    }
  }

  private static int columns(int reported) {
    return reported > 0 ? reported : COLUMNS;
  }

  private String remaining(long done, long total, long elapsedNanos) {
    long fresh = done - startDone;
    return done >= total
        ? "done in " + clock(elapsedNanos)
        : fresh <= 0 ? "--:-- left" : clock((total - done) * (elapsedNanos / fresh)) + " left";
  }

  private static String clock(long nanos) {
    Duration time = Duration.ofNanos(nanos);
    return time.toHours() > 0
        ? String.format("%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
        : String.format("%d:%02d", time.toMinutes(), time.toSecondsPart());
  }
}
