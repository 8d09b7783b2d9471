package org.example.thermostat;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentDescription;
import io.papilio.core.env.EnvironmentFactory;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Keyword;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Rendering;
import io.papilio.core.space.Box;
import io.papilio.core.space.Discrete;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Makes Thermostat-v0. */
public final class Thermostats implements EnvironmentFactory {
  private static final Keyword<Double> SETPOINT =
      Keyword.number("setpoint", 20, "temperature to hold, °C");

  @Override
  public String id() {
    return "Thermostat-v0";
  }

  @Override
  public EnvironmentDescription description() {
    return new EnvironmentDescription(
        "Buildings",
        "Hold a room at a temperature",
        "-|T - setpoint|, with T the temperature after the step (°C)",
        "T < 0 °C",
        "examples/plug-in",
        List.of(SETPOINT));
  }

  @Override
  public EnvironmentSpec spec(KeywordArguments keywords) {
    keywords.checkKnown(List.of(SETPOINT));
    return new EnvironmentSpec(
        id(),
        Box.unbounded(1), // The temperature.
        new Discrete(2, 0), // Heater off or on.
        OptionalInt.of(200),
        OptionalDouble.empty(),
        Rendering.NONE);
  }

  @Override
  public Environment create(KeywordArguments keywords) {
    return new Thermostat(spec(keywords), keywords.get(SETPOINT));
  }
}
