package io.papilio.laboratory.report;

import java.util.Locale;

/** The two parameter vectors of a run that are evaluated. */
enum Iterate {
  RAW("raw iterate"),
  EMA("EMA iterate");

  private final String label;

  Iterate(String label) {
    this.label = label;
  }

  /** For people. */
  String label() {
    return label;
  }

  /** In the files' columns, and as a class in the figure. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
