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
  private final List<AverageSpec> specs;
  private final List<String> names;
  // Of each average the index of its first part, then the number of all parts.
  private final int[] first;
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
    this.specs = List.copyOf(specs);
    names = specs.stream().map(AverageSpec::name).toList();
    first = new int[specs.size() + 1];
    List<DecaySchedule> parts = new ArrayList<>();
    for (int k = 0; k < specs.size(); k++) {
      parts.addAll(specs.get(k).parts());
      first[k + 1] = parts.size();
    }
    averages = new ScheduledAverages(parts, start);
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
    int k = index(name);
    double[] weights = specs.get(k).weights(averages.updates(first[k]) + pending.count());
    if (weights.length == 1) {
      copyPartTo(name, 0, destination);
      return;
    }
    double[] sum = new double[size];
    for (int part = 0; part < weights.length; part++) {
      if (weights[part] != 0) {
        copyPartTo(name, part, destination);
        for (int i = 0; i < size; i++) {
          sum[i] += weights[part] * destination[i];
        }
      }
    }
    for (int i = 0; i < size; i++) {
      destination[i] = (float) sum[i];
    }
  }

  /** Copies a part of an average. Shape: [size] */
  public void copyPartTo(String name, int part, float[] destination) {
    Require.that(
        destination.length == size, "destination", destination.length + " values", size + "");
    averages.copyTo(first[index(name)] + part, pending, destination);
  }

  private int index(String name) {
    int average = names.indexOf(name);
    Require.that(average >= 0, "average", name, "one of " + names);
    return average;
  }

  /** Adds every average, and the gathered iterates, to a state. */
  public void save(String prefix, TrainingState.Builder state) {
    for (int k = 0; k < names.size(); k++) {
      for (int part = first[k]; part < first[k + 1]; part++) {
        averages.save(part, key(prefix, k, part), state);
      }
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
      for (int part = first[k]; part < first[k + 1]; part++) {
        if (state.entries().containsKey(key(prefix, k, part) + ".updates")) {
          averages.restore(part, key(prefix, k, part), state);
        } else {
          missing.add(part);
        }
      }
    }
    if (!missing.isEmpty()) {
      flush();
      missing.forEach(part -> averages.start(part, iterate));
    }
  }

  private String key(String prefix, int k, int part) {
    String name = prefix + "." + names.get(k);
    // No name of an average has a slash.
    return first[k + 1] - first[k] == 1 ? name : name + "/" + (part - first[k]);
  }
}
