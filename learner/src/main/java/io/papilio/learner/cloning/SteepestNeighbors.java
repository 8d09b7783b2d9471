package io.papilio.learner.cloning;

import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.table.MetricsTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/**
 * The two consecutive iterates of a window whose mean returns differ most: the run saves their
 * weights, so that a report can show both act. A run that is resumed finds them in its table.
 */
final class SteepestNeighbors {
  private final Run run;
  private final String average;
  private long last = Long.MIN_VALUE;
  private double lastReturn;
  private double gap = -1;
  // The second of the two; 0 before there are two.
  private long second;

  /**
   * @param average whose iterates they are
   */
  SteepestNeighbors(Run run, String average) {
    this.run = run;
    this.average = average;
    MetricsTable.read(run.file(BehaviorCloning.WINDOW))
        .series(average, "return")
        .forEach(value -> compare(value.step(), value.value()));
  }

  /**
   * Takes the next iterate of the window.
   *
   * @param write writes the weights of a step
   */
  void add(long step, double meanReturn, LongConsumer write) {
    TreeSet<Long> before = new TreeSet<>(List.of(step - 1, second - 1, second));
    compare(step, meanReturn);
    write.accept(step);
    before.stream().filter(old -> old != second && old != second - 1).forEach(this::delete);
  }

  /** Deletes the weights of the last iterate unless it is one of the two, and names the others. */
  void end() {
    if (last != second) {
      delete(last);
    }
    LongStream.of(second - 1, second)
        .filter(step -> second > 0)
        .forEach(step -> run.output(BehaviorCloning.weightsFile(average, step)));
  }

  private void compare(long step, double meanReturn) {
    double difference = Math.abs(meanReturn - lastReturn);
    if (last == step - 1 && difference > gap) {
      gap = difference;
      second = step;
    }
    last = step;
    lastReturn = meanReturn;
  }

  private void delete(long step) {
    try {
      Files.deleteIfExists(run.file(BehaviorCloning.weightsFile(average, step)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
