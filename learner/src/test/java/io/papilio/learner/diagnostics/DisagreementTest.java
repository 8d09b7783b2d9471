package io.papilio.learner.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.trajectory.TrajectorySource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DisagreementTest {
  /** Distances 5 and 0. */
  @Test
  void distancesAreEuclideanAndAveraged() {
    Tensor actions = Tensor.float64(new double[] {0, 0, 1, 1}, 2, 2);
    Tensor others = Tensor.float64(new double[] {3, 4, 1, 1}, 2, 2);
    assertEquals(2.5, Disagreement.distance(actions, others));
  }

  @Test
  void observationsAreSpreadOverAllEpisodes() {
    TrajectorySource two = TrajectorySource.of(List.of(episode(0, 1, 2, 3), episode(4, 5, 6, 7)));
    // Actions were taken at 0, 1, 2, 4, 5, 6: every second one.
    assertEquals(
        Tensor.float64(new double[] {0, 2, 5}, 3, 1), Disagreement.on(two, 3).observations());
    assertEquals(6, Disagreement.on(two, 100).observations().size());
  }

  private static Trajectory episode(double... observations) {
    int length = observations.length - 1;
    return new Trajectory(
        Optional.empty(),
        Tensor.float64(observations, length + 1, 1),
        Tensor.float64(new double[length], length, 1),
        Tensor.float64(new double[length], length),
        true,
        false);
  }
}
