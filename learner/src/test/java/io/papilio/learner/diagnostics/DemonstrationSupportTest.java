package io.papilio.learner.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.trajectory.TrajectorySource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemonstrationSupportTest {
  /** The first coordinate is -1, 1, -1, 1: its deviation is 1, its support [-2, 2]. */
  private static final DemonstrationSupport SUPPORT =
      DemonstrationSupport.of(
          TrajectorySource.of(List.of(episode(-1, 5, 1, 5), episode(-1, 5, 1, 5))));

  /** Observations of two coordinates, row by row. */
  private static Trajectory episode(double... observations) {
    int length = observations.length / 2 - 1;
    return new Trajectory(
        Optional.empty(),
        Tensor.float64(observations, length + 1, 2),
        Tensor.float64(new double[length], length, 1),
        Tensor.float64(new double[length], length),
        true,
        false);
  }

  @Test
  void theFirstObservationOutsideCounts() {
    assertEquals(2, SUPPORT.firstExit(episode(2, 5, -2, 5, 2.1, 5, 9, 5, 0, 5)));
  }

  @Test
  void everyCoordinateCounts() {
    assertEquals(1, SUPPORT.firstExit(episode(0, 5, 0, 5.1, 0, 5)));
  }

  @Test
  void anEpisodeThatStaysInsideHasItsLength() {
    assertEquals(3, SUPPORT.firstExit(episode(0, 5, 0, 5, 0, 5, 9, 9)));
  }
}
