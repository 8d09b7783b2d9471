package io.papilio.learner.averaging;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.util.List;

/**
 * Named averages of one sequence of iterates. The bank gathers a few iterates and brings all
 * averages up to date in one pass over memory, so that many cost little more than one. An average
 * is up to date whenever it is read.
 */
public final class AverageBank {
  private final int size;
  private final List<Member> members;
  private final IterateBatch pending;

  /**
   * The averages before the first update.
   *
   * @param specs with distinct names
   * @param start theta(0). Shape: [size]
   */
  public AverageBank(List<AverageSpec> specs, float[] start) {
    size = Require.positive(start.length, "iterate");
    members = specs.stream().map(spec -> new Member(spec, start)).toList();
    pending = new IterateBatch(size);
  }

  /** Names of the averages, as configured. */
  public List<String> names() {
    return members.stream().map(member -> member.spec.name()).toList();
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
    return IterateBatch.BLOCK;
  }

  /** Ends the next iterate, of which every part was taken. */
  public void completeUpdate() {
    if (pending.complete()) {
      flush();
    }
  }

  private void flush() {
    for (Member member : members) {
      member.average.update(member.updates + 1, pending);
      member.updates += pending.count();
    }
    pending.clear();
  }

  /** Copies an average. Shape: [size] */
  public void copyTo(String name, float[] destination) {
    Require.that(
        destination.length == size, "destination", destination.length + " values", size + "");
    Member member =
        members.stream()
            .filter(m -> m.spec.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new InvalidValueException("average", name, "one of " + names()));
    member.average.copyTo(member.updates + 1, pending, destination);
  }

  /** Adds every average with its number of updates, and the gathered iterates, to a state. */
  public void save(String prefix, TrainingState.Builder state) {
    for (Member member : members) {
      String key = member.key(prefix);
      state.put(key + ".updates", member.updates);
      member.average.save(key, state);
    }
    state.put(prefix + ".pending", pending.count());
    for (int j = 0; j < pending.count(); j++) {
      state.put(prefix + ".pending." + j, pending.iterate(j));
    }
  }

  /**
   * Restores what {@link #save} added.
   *
   * @param iterate the newest one: averages that the state lacks begin there. Shape: [size]
   */
  public void restore(String prefix, TrainingState state, float[] iterate) {
    pending.clear();
    for (long j = 0; j < state.integer(prefix + ".pending"); j++) {
      pending.take(state.floats(prefix + ".pending." + j, size), 0, size);
      pending.complete();
    }
    List<Member> missing =
        members.stream()
            .filter(member -> !state.entries().containsKey(member.key(prefix) + ".updates"))
            .toList();
    for (Member member : members) {
      if (!missing.contains(member)) {
        member.updates = state.integer(member.key(prefix) + ".updates");
        member.average.restore(member.key(prefix), state);
      }
    }
    if (!missing.isEmpty()) {
      flush();
      missing.forEach(member -> member.start(iterate));
    }
  }

  private static final class Member {
    private final AverageSpec spec;
    private IterateAverage average;
    private long updates;

    Member(AverageSpec spec, float[] theta) {
      this.spec = spec;
      start(theta);
    }

    String key(String prefix) {
      return prefix + "." + spec.name();
    }

    void start(float[] theta) {
      average = spec.start(theta);
      updates = 0;
    }
  }
}
