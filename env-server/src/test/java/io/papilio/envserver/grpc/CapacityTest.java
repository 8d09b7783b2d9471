package io.papilio.envserver.grpc;

import static io.papilio.core.env.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.Reason;
import org.junit.jupiter.api.Test;

class CapacityTest {
  @Test
  void takesUpToTheLimit() {
    Capacity capacity = new Capacity("environments", 5);
    capacity.acquire(3);
    assertFails(Reason.CAPACITY_EXCEEDED, () -> capacity.acquire(3));
    capacity.acquire(2);
    capacity.release(3);
    capacity.acquire(3);
  }

  @Test
  void aPartCountsInTheWhole() {
    Capacity whole = new Capacity("sessions", 3);
    Capacity one = whole.part("client one", 2);
    Capacity other = whole.part("client other", 0);
    one.acquire(2);
    assertFails(Reason.CAPACITY_EXCEEDED, () -> one.acquire(1));
    other.acquire(1);
    assertFails(Reason.CAPACITY_EXCEEDED, () -> other.acquire(1));
    one.release(2);
    assertTrue(one.isEmpty());
    other.acquire(2);
    assertFails(Reason.CAPACITY_EXCEEDED, () -> one.acquire(1));
    assertTrue(one.isEmpty());
  }

  @Test
  void zeroMeansNoLimit() {
    Capacity capacity = new Capacity("sessions", 0);
    capacity.acquire(1_000_000);
    assertDoesNotThrow(() -> capacity.acquire(1_000_000));
  }
}
