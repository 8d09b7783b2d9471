package io.papilio.cli.terminal;

import java.util.List;

/**
 * One line of progress that fits a width: what matters least is left out first, the bar before what
 * there is to say, and that before the remaining time.
 *
 * @param task what is being done
 * @param remaining time, in words
 * @param note what else there is to say; may be empty
 */
record ProgressLine(String task, long done, long total, String remaining, String note) {
  private static final int BAR = 24;
  private static final int SHORT_BAR = 8;

  /** The longest form of at most {@code width} columns, or the shortest one's beginning. */
  String within(int width) {
    String count = String.format("%,d/%,d", done, total);
    String percent = 100 * Math.min(done, total) / Math.max(1, total) + " %";
    List<String> forms =
        List.of(
            join(task + " " + bar(BAR) + " " + count, remaining, note),
            join(task + " " + bar(SHORT_BAR) + " " + count, remaining, note),
            join(task + " " + count, remaining, note),
            join(task + " " + percent, remaining, note),
            join(task + " " + bar(SHORT_BAR) + " " + percent, remaining),
            join(task + " " + percent, remaining),
            join(task + " " + percent),
            percent);
    return forms.stream()
        .filter(form -> form.length() <= width)
        .findFirst()
        .orElse(percent.substring(0, Math.min(width, percent.length())));
  }

  private String bar(int width) {
    int filled = (int) (width * Math.min(done, total) / Math.max(1, total));
    return "█".repeat(filled) + "░".repeat(width - filled);
  }

  private static String join(String... parts) {
    return String.join("  ", List.of(parts)).stripTrailing();
  }
}
