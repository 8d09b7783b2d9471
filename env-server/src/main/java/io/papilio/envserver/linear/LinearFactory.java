package io.papilio.envserver.linear;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentFactory;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Rendering;
import io.papilio.core.env.StepCost;
import io.papilio.core.space.Box;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Makes the environments of one id.
 *
 * @param tasks reads the keywords; refuses unknown and bad ones
 * @param horizon H, steps until an episode is truncated
 */
record LinearFactory(String id, Function<KeywordArguments, LinearTask> tasks, int horizon)
    implements EnvironmentFactory {
  /** The horizon H; the paper's Figure 18 colours its trajectory by times up to about that. */
  private static final int HORIZON = 1000;

  LinearFactory(String id, Function<KeywordArguments, LinearTask> tasks) {
    this(id, tasks, HORIZON);
  }

  @Override
  public EnvironmentSpec spec(KeywordArguments options) {
    return spec(tasks.apply(options));
  }

  @Override
  public StepCost stepCost(KeywordArguments options) {
    return options.has("dimension") ? StepCost.UNKNOWN : StepCost.ofMicros(1);
  }

  @Override
  public Environment create(KeywordArguments options) {
    LinearTask task = tasks.apply(options);
    return new LinearEnvironment(spec(task), task);
  }

  private EnvironmentSpec spec(LinearTask task) {
    return new EnvironmentSpec(
        id,
        Box.unbounded(task.system().stateSize()),
        Box.unbounded(task.system().actionSize()),
        OptionalInt.of(horizon),
        OptionalDouble.empty(),
        Rendering.NONE);
  }
}
