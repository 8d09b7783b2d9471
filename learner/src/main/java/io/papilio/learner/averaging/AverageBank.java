package io.papilio.learner.averaging;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.learner.tensor.BlockedVector;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Named averages of one sequence of iterates. An update is one pass over the new iterate: each of
 * its blocks is loaded once and given to all averages while it is in the cache.
 */
public final class AverageBank {
  private final int size;
  private final List<Member> members;
  private final float[] theta = new float[BlockedVector.BLOCK];

  /**
   * The averages before the first update.
   *
   * @param specs with distinct names
   * @param start theta(0). Shape: [size]
   */
  public AverageBank(List<AverageSpec> specs, float[] start) {
    size = Require.positive(start.length, "iterate");
    members = specs.stream().map(spec -> new Member(spec, start)).toList();
  }

  /** Names of the averages, as configured. */
  public List<String> names() {
    return members.stream().map(member -> member.spec.name()).toList();
  }

  /**
   * Updates all averages.
   *
   * @param iterate the next theta(t). Shape: [size]
   */
  public void update(FloatBuffer iterate) {
    Require.that(iterate.capacity() == size, "iterate", iterate.capacity() + " values", size + "");
    members.forEach(member -> member.updates++);
    for (int start = 0, block = 0; start < size; start += BlockedVector.BLOCK, block++) {
      int length = Math.min(BlockedVector.BLOCK, size - start);
      iterate.get(start, theta, 0, length);
      for (Member member : members) {
        member.average.update(member.updates, block, theta, length);
      }
    }
  }

  /** Copies an average. Shape: [size] */
  public void copyTo(String name, float[] destination) {
    members.stream()
        .filter(member -> member.spec.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new InvalidValueException("average", name, "one of " + names()))
        .average
        .copyTo(destination);
  }

  /** Adds every average and its number of updates to a state. */
  public void save(String prefix, TrainingState.Builder state) {
    for (Member member : members) {
      String key = prefix + "." + member.spec.name();
      state.put(key + ".updates", member.updates);
      member.average.save(key, state);
    }
  }

  /**
   * Restores what {@link #save} added.
   *
   * @param iterate the newest one: averages that the state lacks begin there. Shape: [size]
   */
  public void restore(String prefix, TrainingState state, float[] iterate) {
    for (Member member : members) {
      String key = prefix + "." + member.spec.name();
      member.start(iterate);
      if (state.entries().containsKey(key + ".updates")) {
        member.updates = state.integer(key + ".updates");
        member.average.restore(key, state);
      }
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

    void start(float[] theta) {
      average = spec.start(theta);
      updates = 0;
    }
  }
}
