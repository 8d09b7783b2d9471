package io.papilio.expert.demonstration;

import io.papilio.core.policy.Policy;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.space.Box;
import io.papilio.core.space.DType;
import io.papilio.core.space.Discrete;
import io.papilio.core.space.Space;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws every action from the action space: uniform between bounds, standard normal where a bound
 * is missing. The actions of episode i come from the stream {@code random-actions/i}.
 */
public final class RandomDemonstrator implements Demonstrator {
  private final Space actionSpace;
  private final RandomStreams streams;

  /**
   * @throws io.papilio.core.validation.InvalidValueException for other spaces than boxes of floats
   *     and discrete ones
   */
  public RandomDemonstrator(Space actionSpace, RandomStreams streams) {
    boolean drawn =
        actionSpace instanceof Discrete
            || (actionSpace instanceof Box box && box.dtype().isFloating());
    Require.that(
        drawn, "action space", actionSpace.getClass().getSimpleName(), "floats, or discrete");
    this.actionSpace = actionSpace;
    this.streams = streams;
  }

  @Override
  public Wave begin(List<Integer> episodes) {
    List<NumpyGenerator> generators =
        episodes.stream().map(i -> streams.stream("random-actions/" + i)).toList();
    // The rows behind the episodes only fill the vector up.
    NumpyGenerator rest = streams.stream("random-actions/rest");
    Policy policy =
        (observations, previousActions) -> {
          List<Tensor> rows = new ArrayList<>();
          for (int row = 0; row < observations.shape().get(0); row++) {
            rows.add(draw(row < generators.size() ? generators.get(row) : rest));
          }
          return Tensor.stack(rows);
        };
    return Demonstrator.of(policy).begin(episodes);
  }

  private Tensor draw(NumpyGenerator generator) {
    if (actionSpace instanceof Discrete discrete) {
      return Tensor.scalar(discrete.start() + generator.integers(Math.toIntExact(discrete.n())));
    }
    Box box = (Box) actionSpace;
    double[] values = new double[box.size()];
    for (int i = 0; i < values.length; i++) {
      double low = box.low().getDouble(i);
      double high = box.high().getDouble(i);
      boolean bounded = Double.isFinite(low) && Double.isFinite(high);
      values[i] = bounded ? generator.uniform(low, high) : generator.standardNormal();
    }
    return ActionTensor.of(box.dtype() == DType.FLOAT32, values, box.shape());
  }
}
