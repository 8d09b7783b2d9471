package org.example.thermostat;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentFactory;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Rendering;
import io.papilio.core.space.Box;
import io.papilio.core.space.Discrete;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Makes Thermostat-v0; the keyword {@code setpoint} is the temperature to hold, in °C. */
public final class Thermostats implements EnvironmentFactory {
  @Override
  public String id() {
    return "Thermostat-v0";
  }

  @Override
  public EnvironmentSpec spec(KeywordArguments options) {
    options.checkKnown(List.of("setpoint"));
    return new EnvironmentSpec(
        id(),
        Box.unbounded(1), // The temperature.
        new Discrete(2, 0), // Heater off or on.
        OptionalInt.of(200),
        OptionalDouble.empty(),
        Rendering.NONE);
  }

  @Override
  public Environment create(KeywordArguments options) {
    return new Thermostat(spec(options), options.number("setpoint", 20));
  }
}
