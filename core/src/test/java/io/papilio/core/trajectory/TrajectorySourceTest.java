package io.papilio.core.trajectory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrajectorySourceTest {
  private final List<Trajectory> all = SmallTrajectories.make(7);
  private final List<Integer> made = new ArrayList<>();

  /** Makes a trajectory when it is read, and notes which. */
  private final TrajectorySource source =
      new TrajectorySource() {
        @Override
        public int size() {
          return all.size();
        }

        @Override
        public void read(IntPredicate which, Consumer<Trajectory> consumer) {
          IntStream.range(0, size())
              .filter(which)
              .forEach(
                  index -> {
                    made.add(index);
                    consumer.accept(all.get(index));
                  });
        }
      };

  @Test
  void selectedTrajectoriesAloneAreRead() {
    TrajectorySource even = source.select(index -> index % 2 == 0);
    assertEquals(4, even.size());
    assertEquals(List.of(all.get(0), all.get(2), all.get(4), all.get(6)), even.toList());
    assertEquals(List.of(0, 2, 4, 6), made);
  }

  @Test
  void selectionOfASelectionCountsItsOwnIndices() {
    TrajectorySource even = source.select(index -> index % 2 == 0);
    assertEquals(List.of(all.get(4), all.get(6)), even.select(index -> index >= 2).toList());
    assertEquals(List.of(4, 6), made);
  }

  @Test
  void mappedTrajectoriesAreMadeOneByOne() {
    List<String> order = new ArrayList<>();
    TrajectorySource mapped =
        source.map(
            trajectory -> {
              order.add("map " + trajectory.describeSeed());
              return trajectory;
            });
    mapped
        .select(index -> index < 2)
        .forEach(trajectory -> order.add("take " + trajectory.describeSeed()));
    assertEquals(List.of("map seed 0", "take seed 0", "map seed 1", "take seed 1"), order);
  }

  @Test
  void listInMemoryIsASource() {
    TrajectorySource list = TrajectorySource.of(all);
    assertEquals(all, list.toList());
    assertEquals(List.of(all.get(3)), list.select(index -> index == 3).toList());
  }
}
