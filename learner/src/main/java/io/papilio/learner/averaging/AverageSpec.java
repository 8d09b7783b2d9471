package io.papilio.learner.averaging;

import io.papilio.core.validation.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A configured average, written {@code KIND} or {@code KIND:NAME=VALUE,NAME=VALUE}: for example
 * {@code raw}, {@code ema:power=0.75,burn-in=500} or {@code constant-ema:rate=0.001,name=slow}.
 * docs/metrics.md lists the kinds and their parameters. Every kind has the parameter {@code name};
 * without it an average is named after its kind.
 */
public final class AverageSpec {
  /** How messages call a specification. */
  static final String SUBJECT = "average";

  /** In the tables of a run, rows of this name belong to no average. */
  private static final String RESERVED = "training";

  private static final List<AverageKind> KINDS =
      List.of(RawIterate.KIND, PolynomialEma.KIND, ConstantEma.KIND, ArithmeticMean.KIND);

  private final String name;
  private final String text;
  private final AverageKind.Start start;

  private AverageSpec(String name, String text, AverageKind.Start start) {
    this.name = name;
    this.text = text;
    this.start = start;
  }

  /**
   * Reads a specification.
   *
   * @throws io.papilio.core.validation.InvalidValueException for an unknown kind, an unknown
   *     parameter, or a value out of range
   */
  public static AverageSpec parse(String text) {
    int colon = text.indexOf(':');
    String word = colon < 0 ? text : text.substring(0, colon);
    AverageParameters parameters =
        new AverageParameters(text, colon < 0 ? "" : text.substring(colon + 1));
    AverageKind kind =
        KINDS.stream().filter(known -> known.word().equals(word)).findFirst().orElse(null);
    parameters.require(kind != null, "one of " + words());
    AverageKind.Start start = kind.configure().apply(parameters);
    String name = parameters.name(word);
    parameters.require(!name.equals(RESERVED), "another name than " + RESERVED);
    parameters.requireAllRead();
    String read = parameters.text();
    return new AverageSpec(name, read.isEmpty() ? word : word + ":" + read, start);
  }

  /**
   * Reads the specifications of a bank.
   *
   * @throws io.papilio.core.validation.InvalidValueException also when there is none, or when two
   *     have one name
   */
  public static List<AverageSpec> parseAll(List<String> texts) {
    Require.that(!texts.isEmpty(), SUBJECT, "none", "at least one of " + words());
    List<AverageSpec> specs = new ArrayList<>();
    for (String text : texts) {
      AverageSpec spec = parse(text);
      Require.that(
          specs.stream().noneMatch(other -> other.name.equals(spec.name)),
          SUBJECT,
          text,
          "another name than " + spec.name + ", for example by name=" + spec.name + "-2");
      specs.add(spec);
    }
    return List.copyOf(specs);
  }

  /** Name of the average, in files, tables and figures. */
  public String name() {
    return name;
  }

  /** The average before its first update. */
  IterateAverage start(float[] theta) {
    return start.at(theta);
  }

  /** The specification with all parameters written out. */
  @Override
  public String toString() {
    return text;
  }

  private static String words() {
    return KINDS.stream().map(AverageKind::word).collect(Collectors.joining(", "));
  }
}
