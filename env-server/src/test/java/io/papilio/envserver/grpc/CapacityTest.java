package io.papilio.envserver.grpc;

import static io.papilio.core.env.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

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
  void zeroMeansNoLimit() {
    Capacity capacity = new Capacity("sessions", 0);
    capacity.acquire(1_000_000);
    assertDoesNotThrow(() -> capacity.acquire(1_000_000));
  }
}
