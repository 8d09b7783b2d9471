package io.papilio.laboratory.report.run;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Paths by their names, and numbers in names by their values: {@code =2}, {@code =2.5}, then 10.
 */
final class NaturalOrder implements Comparator<Path> {
  private static final Pattern PARTS = Pattern.compile("[0-9]+(\\.[0-9]+)?|[^0-9]+");

  @Override
  public int compare(Path one, Path other) {
    for (int i = 0; i < Math.min(one.getNameCount(), other.getNameCount()); i++) {
      int order = compareNames(one.getName(i).toString(), other.getName(i).toString());
      if (order != 0) {
        return order;
      }
    }
    return one.compareTo(other);
  }

  private static int compareNames(String one, String other) {
    List<String> first = parts(one);
    List<String> second = parts(other);
    for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
      int order = compareParts(first.get(i), second.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(first.size(), second.size());
  }

  private static int compareParts(String one, String other) {
    return isNumber(one) && isNumber(other)
        ? new BigDecimal(one).compareTo(new BigDecimal(other))
        : one.compareTo(other);
  }

  private static boolean isNumber(String part) {
    return part.charAt(0) >= '0' && part.charAt(0) <= '9';
  }

  private static List<String> parts(String name) {
    return PARTS.matcher(name).results().map(MatchResult::group).toList();
  }
}
