package io.papilio.learner.averaging;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.validation.Require;
import io.papilio.kernels.MovingAverages;
import java.util.ArrayList;
import java.util.List;

/**
 * Named averages of one sequence of iterates. The bank gathers a few iterates and brings all
 * averages up to date in one pass over memory, so that many cost little more than one. An average
 * is up to date whenever it is read.
 */
public final class AverageBank {
  private final int size;
  private final List<String> names;
  private final ScheduledAverages averages;
  private final IterateBatch pending;

  /**
   * The averages before the first update.
   *
   * @param specs with distinct names, at least one
   * @param start theta(0). Shape: [size]
   */
  public AverageBank(List<AverageSpec> specs, float[] start) {
    size = Require.positive(start.length, "iterate");
    names = specs.stream().map(AverageSpec::name).toList();
    averages = new ScheduledAverages(specs.stream().map(AverageSpec::schedule).toList(), start);
    pending = new IterateBatch(size);
  }

  /** Names of the averages, as configured. */
  public List<String> names() {
    return names;
  }

  /**
   * Updates all averages.
   *
   * @param iterate the next theta(t), copied. Shape: [size]
   */
  public void update(float[] iterate) {
    take(iterate, 0, size);
    completeUpdate();
  }

  /**
   * Copies a part of the next iterate, for a caller that has it at hand block by block.
   *
   * @param iterate shape: [size]
   * @param start a multiple of {@link #blockSize}
   */
  public void take(float[] iterate, int start, int length) {
    Require.that(iterate.length == size, "iterate", iterate.length + " values", size + "");
    pending.take(iterate, start, length);
  }

  /** Where parts of an iterate may begin. */
  public static int blockSize() {
    return MovingAverages.BLOCK;
  }

  /** Ends the next iterate, of which every part was taken. */
  public void completeUpdate() {
    if (pending.complete()) {
      flush();
    }
  }

  private void flush() {
    averages.update(pending);
    pending.clear();
  }

  /** Copies an average. Shape: [size] */
  public void copyTo(String name, float[] destination) {
    Require.that(
        destination.length == size, "destination", destination.length + " values", size + "");
    int average = names.indexOf(name);
    Require.that(average >= 0, "average", name, "one of " + names);
    averages.copyTo(average, pending, destination);
  }

  /** Adds every average, and the gathered iterates, to a state. */
  public void save(String prefix, TrainingState.Builder state) {
    for (int k = 0; k < names.size(); k++) {
      averages.save(k, key(prefix, k), state);
    }
    state.put(prefix + ".pending", pending.count());
    for (int j = 0; j < pending.count(); j++) {
      state.put(prefix + ".pending." + j, pending.iterate(j));
    }
  }

  /**
   * Restores what {@link #save} added; later updates give the same bits as without the
   * interruption.
   *
   * @param iterate the newest one: averages that the state lacks begin there. Shape: [size]
   */
  public void restore(String prefix, TrainingState state, float[] iterate) {
    pending.clear();
    for (long j = 0; j < state.integer(prefix + ".pending"); j++) {
      pending.take(state.floats(prefix + ".pending." + j, size), 0, size);
      pending.complete();
    }
    List<Integer> missing = new ArrayList<>();
    for (int k = 0; k < names.size(); k++) {
      if (state.entries().containsKey(key(prefix, k) + ".updates")) {
        averages.restore(k, key(prefix, k), state);
      } else {
        missing.add(k);
      }
    }
    if (!missing.isEmpty()) {
      flush();
      missing.forEach(k -> averages.start(k, iterate));
    }
  }

  private String key(String prefix, int k) {
    return prefix + "." + names.get(k);
  }
}
