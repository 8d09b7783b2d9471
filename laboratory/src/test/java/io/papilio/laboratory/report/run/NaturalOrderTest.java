package io.papilio.laboratory.report.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
  @Test
  void numbersAreOrderedByTheirValues() {
    List<String> ordered =
        List.of(
            "p=0/seed0",
            "p=0/seed10",
            "p=0.005/seed0",
            "p=0.01/seed0",
            "p=2/seed0",
            "p=2.5/seed0",
            "p=10/seed0",
            "q/seed0");
    assertEquals(
        ordered,
        Stream.of(1, 5, 0, 7, 3, 2, 6, 4)
            .map(i -> Path.of(ordered.get(i)))
            .sorted(new NaturalOrder())
            .map(Path::toString)
            .toList());
  }
}
