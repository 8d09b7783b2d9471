package io.papilio.core.policy;

import io.papilio.core.random.EpisodeStreams;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.space.Box;
import io.papilio.core.space.Discrete;
import io.papilio.core.space.Space;
import io.papilio.core.space.Tensor;
import io.papilio.core.space.TensorMath;
import io.papilio.core.validation.Require;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Draws every action from the action space: uniform between bounds, standard normal where a bound
 * is missing. The actions of the episode with seed {@code first + i} come from the stream {@code
 * random-actions/i}.
 */
public final class RandomPolicy implements Policy {
  private final Space actionSpace;
  private final long first;
  private final EpisodeStreams streams;

  /**
   * @param first seed of the run and of its episode 0
   * @throws io.papilio.core.validation.InvalidValueException for other spaces than boxes of floats
   *     and discrete ones
   */
  public RandomPolicy(Space actionSpace, long first) {
    boolean drawn =
        actionSpace instanceof Discrete
            || (actionSpace instanceof Box box && box.dtype().isFloating());
    Require.that(
        drawn, "action space", actionSpace.getClass().getSimpleName(), "floats, or discrete");
    this.actionSpace = actionSpace;
    this.first = first;
    this.streams =
        new EpisodeStreams(RandomStreams.of(first), "random-actions", BigInteger.valueOf(first));
  }

  /** Seed of the run and of its episode 0. */
  public long first() {
    return first;
  }

  /** What the actions are drawn from. */
  public Space actionSpace() {
    return actionSpace;
  }

  @Override
  public Actor begin(List<BigInteger> seeds) {
    List<NumpyGenerator> generators = new ArrayList<>(seeds.stream().map(streams::of).toList());
    return new Actor() {
      @Override
      public Tensor act(Tensor observations) {
        return Tensor.stack(generators.stream().map(RandomPolicy.this::draw).toList());
      }

      @Override
      public void restart(int row, BigInteger seed) {
        generators.set(row, streams.of(seed));
      }

      @Override
      public void keep(int[] rows) {
        List<NumpyGenerator> kept = IntStream.of(rows).mapToObj(generators::get).toList();
        generators.clear();
        generators.addAll(kept);
      }
    };
  }

  private Tensor draw(NumpyGenerator generator) {
    if (actionSpace instanceof Discrete discrete) {
      return Tensor.scalar(discrete.start() + generator.integers(Math.toIntExact(discrete.n())));
    }
    Box box = (Box) actionSpace;
    return TensorMath.tensor(box.dtype(), box.shape(), i -> draw(box, i, generator), box.size());
  }

  private static double draw(Box box, int i, NumpyGenerator generator) {
    double low = box.low().getDouble(i);
    double high = box.high().getDouble(i);
    boolean bounded = Double.isFinite(low) && Double.isFinite(high);
    return bounded ? generator.uniform(low, high) : generator.standardNormal();
  }
}
