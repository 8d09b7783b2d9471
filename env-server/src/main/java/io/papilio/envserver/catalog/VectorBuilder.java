package io.papilio.envserver.catalog;

import io.papilio.core.env.CallOrder;
import io.papilio.core.env.EnvironmentFactory;
import io.papilio.core.env.StepCost;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.vector.LocalVectorConfig;
import io.papilio.core.vector.LocalVectorEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Makes the environments of a vector one by one, within bounds. */
final class VectorBuilder {
  private final EnvironmentFactory factory;
  private final VectorRequest request;
  private final VectorBounds bounds;
  private final List<CallOrder> environments = new ArrayList<>();
  private StepCost stepCost = StepCost.ofMicros(0);

  VectorBuilder(EnvironmentFactory factory, VectorRequest request, VectorBounds bounds) {
    this.factory = factory;
    this.request = request;
    this.bounds = bounds;
  }

  LocalVectorEnvironment build() {
    List<CallOrder> made = make();
    try {
      return new LocalVectorEnvironment(
          made,
          new LocalVectorConfig(
              request.autoresetMode(), stepCost, request.infoNames(), bounds.abandoned()));
    } catch (RuntimeException | Error e) {
      made.forEach(CallOrder::close);
      throw e;
    }
  }

  /** The environments alone; they take actions unchecked. */
  List<CallOrder> make() {
    int size = request.keywords().size();
    try {
      long each = 0;
      for (int i = 0; i < size; i++) {
        if (bounds.abandoned().getAsBoolean()) {
          throw new CancellationException("nobody waits for the environments");
        }
        CallOrder environment = make(i);
        environment.abandonWhen(bounds.abandoned());
        environments.add(environment);
        long held = footprint(environment);
        if (i == 0) {
          // For all at once, so that what does not fit is rejected before it is made.
          each = held;
          bounds.memory().accept(Math.multiplyExact(each, size));
        } else if (held > each) {
          bounds.memory().accept(held - each);
        }
      }
      return environments;
    } catch (RuntimeException | Error e) {
      environments.forEach(CallOrder::close);
      throw e;
    }
  }

  private CallOrder make(int index) {
    try {
      EnvironmentRecipe recipe =
          new EnvironmentRecipe(factory, request.keywords().get(index), request.wrappers());
      CallOrder environment = recipe.make();
      stepCost = stepCost.plus(recipe.stepCost());
      return environment;
    } catch (InvalidValueException rejected) {
      if (request.keywords().stream().distinct().count() == 1) {
        throw rejected;
      }
      throw rejected.within("environment " + index);
    }
  }

  /** With its share of a batch, of the batch of last observations, and of their messages. */
  private static long footprint(CallOrder environment) {
    return environment.footprint() + environment.spec().observationFootprint();
  }
}
