package io.papilio.envserver.catalog;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentDescription;
import io.papilio.core.env.Keyword;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Box;
import io.papilio.core.space.DType;
import io.papilio.core.space.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each description against the environment that it describes. */
class EnvironmentDescriptionTest {
  private static final EnvironmentCatalog CATALOG = EnvironmentCatalog.standard();

  /** What looks like a keyword in a formula, other than a symbol with an index like {@code v_x}. */
  private static final Pattern KEYWORD = Pattern.compile("(?<![A-Za-z_])[a-z]{3,}(_[a-z]{3,})+");

  private static final int STEPS = 20;

  static SortedSet<String> ids() {
    return CATALOG.ids();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void everyEnvironmentIsDescribed(String id) {
    EnvironmentDescription description = CATALOG.description(id);
    List<String> names = description.keywords().stream().map(Keyword::name).toList();
    assertAll(
        () -> assertFalse(description.family().isBlank()),
        () -> assertFalse(description.summary().isBlank()),
        () -> assertFalse(description.reward().isBlank()),
        () -> assertFalse(description.termination().isBlank()),
        () -> assertFalse(description.source().isBlank()),
        () -> assertEquals(names.size(), new HashSet<>(names).size(), names.toString()),
        () ->
            assertTrue(description.keywords().stream().noneMatch(k -> k.description().isBlank())));
  }

  @ParameterizedTest
  @MethodSource("ids")
  void formulasNameKeywordsOfTheEnvironment(String id) {
    EnvironmentDescription description = CATALOG.description(id);
    Set<String> names = new HashSet<>();
    description.keywords().forEach(keyword -> names.add(keyword.name()));
    String formulas = description.reward() + " " + description.termination();
    List<String> unknown =
        KEYWORD
            .matcher(formulas)
            .results()
            .map(match -> match.group())
            .filter(name -> !names.contains(name))
            .toList();
    assertEquals(List.of(), unknown, formulas);
  }

  @ParameterizedTest
  @MethodSource("ids")
  void declaredDefaultsChangeNothing(String id) {
    List<Object> standard = episode(id, KeywordArguments.NONE);
    for (Keyword<?> keyword : CATALOG.description(id).keywords()) {
      if (keyword.defaultValue().isPresent()) {
        KeywordArguments explicit =
            KeywordArguments.of(keyword.name(), keyword.defaultValue().get());
        assertEquals(standard, episode(id, explicit), keyword.name());
      }
    }
  }

  @Test
  void keywordsThatAllEnvironmentsShareAreDescribed() {
    EnvironmentDescription hopper = CATALOG.description("Hopper-v5");
    Keyword<?> last = hopper.keywords().get(hopper.keywords().size() - 1);
    assertEquals("max_episode_steps", last.name());
    assertEquals("1000", last.defaultText());
  }

  /** The spec, and all time steps of a few actions. */
  private static List<Object> episode(String id, KeywordArguments keywords) {
    List<Object> seen = new ArrayList<>();
    try (Environment environment = CATALOG.create(id, keywords)) {
      seen.add(environment.spec());
      TimeStep step = environment.reset(ResetRequest.seeded(3));
      seen.add(step);
      Tensor action = action(environment.spec().actionBox());
      for (int t = 0; t < STEPS && !step.isLast(); t++) {
        step = environment.step(action);
        seen.add(step);
      }
    }
    return seen;
  }

  private static Tensor action(Box space) {
    double[] values = new double[space.size()];
    Arrays.fill(values, 0.3);
    Tensor action = Tensor.float64(values);
    return space.dtype() == DType.FLOAT32 ? Tensor.float32(action.toFloats()) : action;
  }
}
