package io.papilio.laboratory.report;

/**
 * The measures of a figure, in pixels.
 *
 * @param width of the whole
 * @param rewardHeight of the upper panel
 * @param lossHeight of the lower panel
 * @param steps about how many ticks the axis of steps has
 */
record FigureLayout(double width, double rewardHeight, double lossHeight, int steps) {
  /** For pages and papers. */
  static final FigureLayout WIDE = new FigureLayout(860, 310, 130, 10);

  /** For telephones: the same sizes of letters on less room. */
  static final FigureLayout NARROW = new FigureLayout(400, 240, 110, 4);

  double left() {
    return 66;
  }

  double right() {
    return width - 10;
  }

  /** The middle of rotated axis titles. */
  double titleX() {
    return 14;
  }
}
