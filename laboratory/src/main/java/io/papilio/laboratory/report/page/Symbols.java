package io.papilio.laboratory.report.page;

import io.papilio.laboratory.report.chart.MarkupWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text in which {@code J_max} is a symbol with a subscript. */
final class Symbols {
  private static final Pattern SYMBOL = Pattern.compile("(\\p{L}+)_(\\p{L}+)");

  private Symbols() {}

  static void write(MarkupWriter html, String text) {
    Matcher symbol = SYMBOL.matcher(text);
    int end = 0;
    while (symbol.find()) {
      html.text(text.substring(end, symbol.start()));
      html.element("i", symbol.group(1)).element("sub", symbol.group(2));
      end = symbol.end();
    }
    html.text(text.substring(end));
  }

  /** A statistic by its column's name: {@code j_max} as J with a subscript. */
  static void writeStatistic(MarkupWriter html, String name) {
    write(html, name.replace("j_", "J_").replace("l_", "ℓ_").replace("mu_", "μ_"));
  }
}
