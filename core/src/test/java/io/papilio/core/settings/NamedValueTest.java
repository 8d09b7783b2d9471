package io.papilio.core.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.validation.InvalidValueException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedValueTest {
  private record Named(@Setting("Named") List<NamedValue> named) {}

  private static List<NamedValue> named(String text) {
    return Settings.of(Settings.defaults(Named.class)).with(Map.of("named", text)).named();
  }

  @Test
  void aCommaInsideOfAValueSeparatesNothing() {
    assertEquals(
        List.of(
            new NamedValue("range", "(0.2,1)"),
            new NamedValue("text", "'a, b=c'"),
            new NamedValue("plain", "it's x, y"),
            new NamedValue("last", "{'k': ']'}")),
        named("range=(0.2,1), text='a, b=c',plain=it's x, y, last={'k': ']'}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fall_reward", "=1", "a b=1"})
  void whatHasNoNameIsRejected(String typed) {
    assertThrows(InvalidValueException.class, () -> named(typed));
  }
}
