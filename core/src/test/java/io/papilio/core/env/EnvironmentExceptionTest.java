package io.papilio.core.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EnvironmentExceptionTest {
  @Test
  void unknownIdOfAnyLengthIsComparedAndQuotedInPart() {
    List<String> known = IntStream.range(0, 100).mapToObj(i -> "Hopper-v" + i).toList();
    String id = "x".repeat(8_000_000);
    EnvironmentException unknown =
        assertTimeoutPreemptively(
            Duration.ofSeconds(10), () -> EnvironmentException.unknown(id, known));
    assertEquals(
        "environment id: "
            + "x".repeat(200)
            + "... (expected: one of the known ids, for example Hopper-v0, Hopper-v1, Hopper-v2)",
        unknown.getMessage());
  }
}
