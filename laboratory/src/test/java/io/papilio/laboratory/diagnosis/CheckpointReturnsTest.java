package io.papilio.laboratory.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.laboratory.report.curve.Interval;
import org.junit.jupiter.api.Test;

class CheckpointReturnsTest {
  /** Mean returns 1, 4, 2. */
  private static final CheckpointReturns THREE =
      new CheckpointReturns("raw", new double[][] {{1, 1}, {4, 4}, {2, 2}});

  @Test
  void statisticsOfThreeCheckpointsWorkedOutByHand() {
    assertEquals(2, THREE.last().value());
    assertEquals(4, THREE.best().value());
    assertEquals(7 / 3.0, THREE.mean().value(), 1e-12);
    assertEquals(3, THREE.range().value());
    // (3 + 2) / 2
    assertEquals(2.5, THREE.oscillation().value());
  }

  @Test
  void seedsThatAgreeLeaveNoDoubt() {
    assertEquals(new Interval(2.5, 2.5), THREE.oscillation().interval());
    assertEquals(0, THREE.selectionBias());
  }

  /** The seed that chooses a checkpoint gives it 1, the other one 0. */
  @Test
  void theSeedsThatChooseFlatterTheChosen() {
    CheckpointReturns two = new CheckpointReturns("raw", new double[][] {{1, 0}, {0, 1}});
    assertEquals(1, two.selectionBias());
    assertEquals(0.5, two.best().value());
  }

  @Test
  void theIntervalCoversTheChoiceOfSeeds() {
    CheckpointReturns noisy = new CheckpointReturns("raw", new double[][] {{0, 10}, {5, 5}});
    Interval interval = noisy.range().interval();
    assertEquals(0, noisy.range().value());
    assertEquals(0, interval.low());
    assertEquals(5, interval.high());
    assertEquals(new Interval(5, 5), noisy.last().interval());
  }
}
