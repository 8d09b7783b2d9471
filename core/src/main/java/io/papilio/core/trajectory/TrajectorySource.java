package io.papilio.core.trajectory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/**
 * Trajectories that are read one at a time, so that they need not fit into memory together. Every
 * reading gives the same ones in the same order.
 */
public interface TrajectorySource {
  /** Number of trajectories. */
  int size();

  /**
   * Reads some of the trajectories, in order.
   *
   * @param which accepts their indices, 0 to size - 1; the others are not read
   */
  void read(IntPredicate which, Consumer<Trajectory> consumer);

  /** Reads all trajectories, in order. */
  default void forEach(Consumer<Trajectory> consumer) {
    read(index -> true, consumer);
  }

  /** Reads all trajectories into memory. */
  default List<Trajectory> toList() {
    List<Trajectory> all = new ArrayList<>();
    forEach(all::add);
    return List.copyOf(all);
  }

  /** Some of these trajectories, in the same order. */
  default TrajectorySource select(IntPredicate which) {
    return SelectedTrajectories.of(this, which);
  }

  /** These trajectories, with a function applied to each one as it is read. */
  default TrajectorySource map(UnaryOperator<Trajectory> function) {
    TrajectorySource source = this;
    return new TrajectorySource() {
      @Override
      public int size() {
        return source.size();
      }

      @Override
      public void read(IntPredicate which, Consumer<Trajectory> consumer) {
        source.read(which, trajectory -> consumer.accept(function.apply(trajectory)));
      }
    };
  }

  /** Trajectories that are in memory. */
  static TrajectorySource of(List<Trajectory> trajectories) {
    List<Trajectory> all = List.copyOf(trajectories);
    return new TrajectorySource() {
      @Override
      public int size() {
        return all.size();
      }

      @Override
      public void read(IntPredicate which, Consumer<Trajectory> consumer) {
        for (int i = 0; i < all.size(); i++) {
          if (which.test(i)) {
            consumer.accept(all.get(i));
          }
        }
      }
    };
  }
}
