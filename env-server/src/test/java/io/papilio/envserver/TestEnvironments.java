package io.papilio.envserver;

import io.papilio.core.env.Box;
import io.papilio.core.env.Discrete;
import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentFactory;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Options;
import io.papilio.core.env.Rendering;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/** A catalogue of small environments that can fail on demand. */
public final class TestEnvironments {
  static final EnvironmentSpec DRIFT =
      new EnvironmentSpec(
          "Drift-v0",
          Box.unbounded(2),
          Box.float32(3, -1, 1),
          OptionalInt.of(50),
          OptionalDouble.of(12.5),
          new Rendering(List.of("rgb_array"), 30));

  private static final EnvironmentSpec SWITCH =
      new EnvironmentSpec(
          "Switch-v0",
          new Discrete(4, 0),
          new Discrete(3, 1),
          OptionalInt.empty(),
          OptionalDouble.empty(),
          Rendering.NONE);

  private static final EnvironmentSpec ECHO =
      new EnvironmentSpec(
          "Echo-v0",
          EchoEnvironment.space(),
          EchoEnvironment.space(),
          OptionalInt.empty(),
          OptionalDouble.empty(),
          Rendering.NONE);

  private TestEnvironments() {}

  public static EnvironmentCatalog catalog() {
    return new EnvironmentCatalog(
        List.of(
            new Factory(DRIFT, options -> new DriftEnvironment(DRIFT)),
            new Factory(ECHO, options -> new EchoEnvironment(ECHO)),
            new Factory(SWITCH, options -> new SwitchEnvironment(SWITCH))));
  }

  /** A factory without keywords but {@code gain}, which it ignores. */
  record Factory(
      EnvironmentSpec spec, Function<Options, Environment> constructor, boolean stepsAreBounded)
      implements EnvironmentFactory {
    Factory(EnvironmentSpec spec, Function<Options, Environment> constructor) {
      this(spec, constructor, false);
    }

    @Override
    public String id() {
      return spec.id();
    }

    @Override
    public EnvironmentSpec spec(Options options) {
      options.checkKnown(List.of("gain"));
      options.number("gain", 1);
      return spec;
    }

    @Override
    public Environment create(Options options) {
      return constructor.apply(options);
    }
  }
}
