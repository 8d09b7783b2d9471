package io.papilio.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {
  private static final ProgressLine LINE =
      new ProgressLine(
          "Hopper-v5", 250_000, 1_000_000, "12:34:56 left", "return 3012, best evaluation 3331");

  @ParameterizedTest
  @CsvSource({
    "200, 'Hopper-v5 ██████░░░░░░░░░░░░░░░░░░ 250,000/1,000,000  12:34:56 left  "
        + "return 3012, best evaluation 3331'",
    "91, 'Hopper-v5 ██░░░░░░ 250,000/1,000,000  12:34:56 left  return 3012, best evaluation 3331'",
    "79, 'Hopper-v5 250,000/1,000,000  12:34:56 left  return 3012, best evaluation 3331'",
    "65, 'Hopper-v5 25 %  12:34:56 left  return 3012, best evaluation 3331'",
    "40, 'Hopper-v5 ██░░░░░░ 25 %  12:34:56 left'",
    "30, Hopper-v5 25 %  12:34:56 left",
    "20, Hopper-v5 25 %",
    "5, 25 %",
    "2, 25"
  })
  void leastImportantPartIsLeftOutFirst(int width, String expected) {
    assertEquals(expected, LINE.within(width));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 30, 50, 79, 100, 132})
  void lineIsNeverWiderThanTheTerminal(int width) {
    assertTrue(LINE.within(width).length() <= width);
  }

  @Test
  void lineWithoutANoteEndsWithTheTime() {
    ProgressLine line = new ProgressLine("episodes", 100, 100, "done in 0:07", "");
    assertEquals("episodes ████████████████████████ 100/100  done in 0:07", line.within(79));
  }
}
