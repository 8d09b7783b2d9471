package io.papilio.envserver.linear;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentDescription;
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
 * @param description with all keywords of the tasks
 * @param tasks makes a task from keyword arguments
 * @param horizon H, steps until an episode is truncated
 */
record LinearFactory(
    String id,
    EnvironmentDescription description,
    Function<KeywordArguments, LinearTask> tasks,
    int horizon)
    implements EnvironmentFactory {

  @Override
  public EnvironmentSpec spec(KeywordArguments keywords) {
    return spec(task(keywords));
  }

  @Override
  public StepCost stepCost(KeywordArguments keywords) {
    return keywords.has("dimension") ? StepCost.UNKNOWN : StepCost.ofMicros(1);
  }

  @Override
  public Environment create(KeywordArguments keywords) {
    LinearTask task = task(keywords);
    return new LinearEnvironment(spec(task), task);
  }

  private LinearTask task(KeywordArguments keywords) {
    keywords.checkKnown(description.keywords());
    return tasks.apply(keywords);
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
