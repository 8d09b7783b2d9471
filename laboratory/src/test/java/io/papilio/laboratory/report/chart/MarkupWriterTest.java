package io.papilio.laboratory.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.validation.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkupWriterTest {
  @Test
  void elementsNestAndClose() {
    String markup =
        new MarkupWriter().open("a", "x", 1.5).empty("b", "y", "z").element("c", "d").close() + "";
    assertEquals("<a x=\"1.5\"><b y=\"z\"/><c>d</c></a>", markup);
  }

  @Test
  void textAndAttributesAreEscaped() {
    String hostile = "<script>\"'&";
    String escaped = "&lt;script&gt;&quot;&#39;&amp;";
    assertEquals(
        "<p title=\"" + escaped + "\">" + escaped + "</p>",
        new MarkupWriter().element("p", hostile, "title", hostile).toString());
  }

  @Test
  void charactersThatXmlForbidsAreReplaced() {
    assertEquals(
        "a\uFFFDb\uFFFD\n", new MarkupWriter().text("a" + (char) 0 + "b\uFFFF\n").toString());
  }

  @Test
  void anElementLeftOpenIsRejected() {
    assertThrows(IllegalStateException.class, () -> new MarkupWriter().open("a").toString());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.001, 0",
    "1, 1",
    "1.5, 1.5",
    "1.05, 1.05",
    "1.25, 1.25",
    "-3.999, -4",
    "1e6, 1000000",
    "-0.5, -0.5"
  })
  void coordinatesHaveAtMostTwoDecimals(double value, String text) {
    assertEquals(text, MarkupWriter.number(value));
  }

  @Test
  void aCoordinateThatIsNotFiniteIsRejected() {
    assertThrows(InvalidValueException.class, () -> MarkupWriter.number(Double.NaN));
  }
}
