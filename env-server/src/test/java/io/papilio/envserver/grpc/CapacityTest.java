package io.papilio.envserver.grpc;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.env.CapacityExceededException;
import org.junit.jupiter.api.Test;

class CapacityTest {
  @Test
  void takesUpToTheLimitAndNamesIt() {
    Capacity capacity = new Capacity("environments", 5);
    capacity.acquire(3);
    CapacityExceededException full =
        assertThrows(CapacityExceededException.class, () -> capacity.acquire(3));
    assertEquals("environments: 6 (expected: at most 5)", full.getMessage());
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
