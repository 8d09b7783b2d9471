package io.papilio.core.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.settings.Butterfly.Pattern.Spots;
import io.papilio.core.settings.Butterfly.Pattern.Stripes;
import io.papilio.core.settings.Butterfly.Shape;
import io.papilio.core.validation.InvalidValueException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static final Butterfly DEFAULTS = Settings.defaults(Butterfly.class);
  private static final Settings<Butterfly> SETTINGS = Settings.of(DEFAULTS);

  private static Butterfly with(String name, String text) {
    return SETTINGS.with(Map.of(name, text));
  }

  @Test
  void defaultsStandBesideTheNames() {
    assertEquals(6, DEFAULTS.legs());
    assertEquals(List.of(), DEFAULTS.regions());
    assertEquals("", DEFAULTS.name());
    assertEquals(new Butterfly.Wing(0.1, Shape.ROUND, List.of(0.5, 2.0)), DEFAULTS.wing());
    assertEquals(List.of(new Spots(3, 1), new Stripes(2)), DEFAULTS.patterns());
    assertEquals(new Butterfly.Sighting(0, "hidden"), DEFAULTS.sighting());
  }

  @Test
  void namesPathsAndGroupsFollowTheRecords() {
    assertEquals(
        List.of(
            "legs legs ",
            "regions regions ",
            "name name ",
            "wing.span wing-span Wings",
            "wing.shape shape Wings",
            "wing.veins-in-a-row veins-in-a-row Wings",
            "patterns pattern ",
            "seconds seconds ",
            "observer observer "),
        SETTINGS.entries().stream().map(e -> e.path() + " " + e.name() + " " + e.group()).toList());
  }

  @Test
  void settingIsAnOptionAndAVariable() {
    SettingEntry span = SETTINGS.entry("wing.span").orElseThrow();
    assertEquals("--wing-span", span.flag());
    assertEquals("PAPILIO_WING_SPAN", span.variable());
    assertEquals(span, SETTINGS.entry("wing-span").orElseThrow());
  }

  record Pair(@Setting("Left") Butterfly.Wing left, @Setting("Right") Butterfly.Wing right) {}

  @Test
  void settingsThatShareAShortNameGoByTheirPaths() {
    assertEquals(
        List.of("--left.span", "--left.shape", "--left.veins-in-a-row"),
        Settings.of(Settings.defaults(Pair.class)).entries().stream()
            .limit(3)
            .map(SettingEntry::flag)
            .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "legs|4|4",
        "legs|1e3|1000",
        "legs|1_000|1000",
        "name|papilio|papilio",
        "regions|Asia, Europe|Asia,Europe",
        "regions||\"\"",
        "wing.span|3.0E-4|3e-4",
        "wing-span|2|2",
        "shape|FLAT_TOP|flat-top",
        "veins-in-a-row|1,2.50|1,2.5",
        "pattern|stripes|stripes:width=2",
        "pattern|spots:size=0.5|spots:count=3,size=0.5",
        "pattern|spots:count=1,size=2,stripes,plain|spots:count=1,size=2,stripes:width=2,plain",
      })
  void textBecomesAValueAndTextAgain(String name, String text, String canonical) {
    Butterfly read = with(name, text == null ? "" : text);
    assertEquals(canonical, Settings.of(read).entry(name).orElseThrow().defaultText());
    assertEquals(read, with(name, canonical));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "legs|many|legs: many (expected: an integer)",
        "legs|3e9|legs: 3e9 (expected: an integer below 2^31)",
        "seconds|1e19|seconds: 1e19 (expected: an integer below 2^63)",
        "wing.span|wide|wing.span: wide (expected: a number)",
        "wing-span|-1|wing-span: -1.0 (expected: a finite number > 0)",
        "shape|square|shape: square (expected: one of [round, flat-top])",
        "veins-in-a-row|1,b|veins-in-a-row: b (expected: a number)",
        "pattern|dots|pattern: dots (expected: one of [spots, stripes, plain])",
        "pattern|spots:3|pattern: spots:3 (expected: spots:KEY=VALUE,KEY=VALUE)",
        "pattern|spots:conut=3|pattern spots:conut: unknown (expected: a setting, such as count,"
            + " size)",
        "pattern|spots:count=x|pattern spots:count: x (expected: an integer)",
        "pattern|plain,spots:count=0|pattern spots:count: 0 (expected: > 0)",
        "lges|4|lges: unknown (expected: a setting, such as legs, name, regions)",
      })
  void errorsNameTheSetting(String name, String text, String message) {
    assertEquals(
        message, assertThrows(InvalidValueException.class, () -> with(name, text)).getMessage());
  }

  @ParameterizedTest
  @CsvSource({"wing.span, 0", "legs, x", "shape, square", "lges, 4"})
  void errorsNameThePlaceOfAValue(String name, String text) {
    Map<String, GivenValue> given = Map.of(name, new GivenValue(text, "farm.yaml:3: " + name));
    assertEquals(
        "farm.yaml:3: " + name,
        assertThrows(InvalidValueException.class, () -> SETTINGS.bind(given)).subject());
  }

  /** The outermost record checks a component of a nested one, which nobody has given. */
  @Test
  void checkAcrossRecordsNamesTheSettingItComplainsAbout() {
    InvalidValueException error =
        assertThrows(InvalidValueException.class, () -> with("legs", "8"));
    assertEquals("wing-span: 0.1 (expected: above 0.5 for 8 legs)", error.getMessage());
  }

  @Test
  void overlayKeepsTheOtherValues() {
    Butterfly overlay = SETTINGS.with(Map.of("legs", "4", "wing.span", "2"));
    Butterfly both = Settings.of(overlay).with(Map.of("legs", "2"));
    assertEquals(2, both.legs());
    assertEquals(2, both.wing().span());
  }

  @Test
  void mapIsNestedByPathWithoutSecretsAndReadsBack() {
    Butterfly butterfly =
        SETTINGS.with(Map.of("regions", "Asia,Europe", "shape", "flat-top", "observer", "Ann"));
    Map<String, Object> map = Settings.toMap(butterfly);
    assertEquals(List.of("Asia", "Europe"), map.get("regions"));
    assertEquals(
        Map.of("span", 0.1, "shape", "flat-top", "veins-in-a-row", List.of(0.5, 2.0)),
        map.get("wing"));
    assertEquals(List.of("spots:count=3,size=1", "stripes:width=2"), map.get("patterns"));
    assertTrue(!map.containsKey("observer"), map.toString());
    Butterfly back = SETTINGS.with(Settings.flatten(map));
    assertEquals(SETTINGS.with(Map.of("regions", "Asia,Europe", "shape", "flat-top")), back);
  }

  @Test
  void helpListsChoicesWithTheirDefaults() {
    SettingEntry pattern = SETTINGS.entry("pattern").orElseThrow();
    assertEquals(
        List.of("spots:count=3,size=1  Round spots", "stripes:width=2", "plain"),
        pattern.choices());
    assertEquals("KIND[:KEY=VALUE,...]", pattern.placeholder());
    assertTrue(pattern.isList());
    assertEquals("round|flat-top", SETTINGS.entry("shape").orElseThrow().placeholder());
  }

  record Bare(@Setting("No default") int number) {}

  record Silent(@DefaultValue("1") int number) {}

  @Test
  void componentWithoutAnnotationsIsAProgrammingError() {
    assertThrows(IllegalStateException.class, () -> Settings.defaults(Bare.class));
    assertThrows(IllegalStateException.class, () -> Settings.of(new Silent(1)));
  }
}
