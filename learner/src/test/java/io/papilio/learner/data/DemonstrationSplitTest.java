package io.papilio.learner.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.random.RandomStreams;
import io.papilio.core.trajectory.SmallTrajectories;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.trajectory.TrajectorySource;
import io.papilio.core.validation.InvalidValueException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemonstrationSplitTest {
  @ParameterizedTest
  @CsvSource({"20, 0.1, 2", "1000, 0.1, 100", "14, 0.1, 1", "3, 0.1, 1", "2, 0.9, 1", "8, 0.5, 4"})
  void everyTrajectoryIsInOnePart(int count, double fraction, int heldOut) {
    List<Trajectory> all = SmallTrajectories.make(count);
    DemonstrationSplit split =
        DemonstrationSplit.of(TrajectorySource.of(all), fraction, RandomStreams.of(7));

    assertEquals(heldOut, split.validation().size());
    assertEquals(
        all,
        Stream.concat(split.training().toList().stream(), split.validation().toList().stream())
            .sorted(Comparator.comparing(trajectory -> trajectory.seed().orElseThrow()))
            .toList());
  }

  @Test
  void seedDecidesTheSplit() {
    List<Trajectory> first = validation(1);
    assertEquals(first, validation(1));
    assertNotEquals(first, validation(2));
  }

  private static List<Trajectory> validation(long seed) {
    var all = TrajectorySource.of(SmallTrajectories.make(100));
    return DemonstrationSplit.of(all, 0.1, RandomStreams.of(seed)).validation().toList();
  }

  @Test
  void oneTrajectoryCannotBeSplit() {
    var one = TrajectorySource.of(SmallTrajectories.make(1));
    var error =
        assertThrows(
            InvalidValueException.class,
            () -> DemonstrationSplit.of(one, 0.1, RandomStreams.of(1)));
    assertEquals(
        "trajectories: 1 (expected: at least 2, one of them to hold out)", error.getMessage());
  }
}
