package io.papilio.core.policy.improper;

import io.papilio.core.linalg.Matrix;
import io.papilio.core.policy.Policy;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The policies of this package as text, which is exact: {@code parity:K1|K2}, {@code
 * concentric:K1|K2|BASE}, {@code gamblers-ruin:K1|K2|SEED} and {@code adaptive:S}. Gains are rows
 * of numbers, {@code -1.25,-0.375;0,0}.
 */
public final class PolicyText {
  private static final String PARITY = "parity";
  private static final String CONCENTRIC = "concentric";
  private static final String RUIN = "gamblers-ruin";
  private static final String ADAPTIVE = "adaptive";

  private PolicyText() {}

  /** The text of a policy; absent for those of other packages. */
  public static Optional<String> of(Policy policy) {
    if (policy instanceof AdaptivePolicy adaptive) {
      return Optional.of(ADAPTIVE + ":" + text(adaptive.shared()));
    } else if (policy instanceof SwitchingPolicy switching) {
      String gains = ":" + text(switching.first()) + "|" + text(switching.second());
      SwitchingRule rule = switching.rule();
      if (rule instanceof SwitchingRule.Concentric concentric) {
        return Optional.of(CONCENTRIC + gains + "|" + concentric.base());
      } else if (rule instanceof SwitchingRule.GamblersRuin ruin) {
        return Optional.of(RUIN + gains + "|" + ruin.seed());
      }
      return Optional.of(PARITY + gains);
    }
    return Optional.empty();
  }

  /**
   * The policy of a text.
   *
   * @return absent for a text that does not begin with the name of one
   * @throws InvalidValueException for one that does, and is not as above
   */
  public static Optional<GainPolicy> parse(String text) {
    String name = text.contains(":") ? text.substring(0, text.indexOf(':')) : "";
    String[] parts = text.substring(text.indexOf(':') + 1).split("\\|", -1);
    return switch (name) {
      case PARITY -> Optional.of(switching(text, parts, 2, new SwitchingRule.Parity()));
      case CONCENTRIC ->
          Optional.of(
              switching(text, parts, 3, new SwitchingRule.Concentric(number(text, last(parts)))));
      case RUIN ->
          Optional.of(
              switching(
                  text,
                  parts,
                  3,
                  new SwitchingRule.GamblersRuin((long) number(text, last(parts)))));
      case ADAPTIVE -> Optional.of(new AdaptivePolicy(matrix(text, parts[0])));
      default -> Optional.empty();
    };
  }

  private static String last(String[] parts) {
    return parts[parts.length - 1];
  }

  private static GainPolicy switching(String text, String[] parts, int count, SwitchingRule rule) {
    Require.that(parts.length == count, "policy", text, count + " parts between |");
    return new SwitchingPolicy(matrix(text, parts[0]), matrix(text, parts[1]), rule);
  }

  private static Matrix matrix(String policy, String text) {
    List<String[]> rows =
        Arrays.stream(text.split(";", -1)).map(row -> row.split(",", -1)).toList();
    int columns = rows.get(0).length;
    boolean even = rows.stream().allMatch(row -> row.length == columns);
    Require.that(even, "policy", policy, "equally long rows");
    double[] elements =
        rows.stream()
            .flatMap(Arrays::stream)
            .mapToDouble(element -> number(policy, element))
            .toArray();
    return Matrix.of(rows.size(), columns, elements);
  }

  private static double number(String policy, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new InvalidValueException("policy", policy, "numbers, such as parity:-2|2");
    }
  }

  private static String text(Matrix matrix) {
    return IntStream.range(0, matrix.rows())
        .mapToObj(
            row ->
                IntStream.range(0, matrix.columns())
                    .mapToObj(column -> Double.toString(matrix.get(row, column)))
                    .collect(Collectors.joining(",")))
        .collect(Collectors.joining(";"));
  }
}
