package io.papilio.expert.demonstration;

import io.papilio.core.policy.Policy;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.space.DType;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * An expert that is pushed off its path and shows the way back: what is executed is u + σ z with z
 * uniform in the unit ball, what is demonstrated is u, the clean action, at the states so visited.
 * A fraction α of the episodes is played without noise.
 *
 * <p>The noise of episode i comes from the stream {@code noise/i}, and the stream {@code
 * clean-episodes} chooses the clean ones.
 *
 * <p>Source: "Action Chunking and Exploratory Data Collection" (arXiv 2507.09061), noise injection
 * with clean labels; without the clean episodes (α = 0) its bound has a further term in σ.
 */
public final class NoiseInjection implements Demonstrator {
  private final Policy expert;
  private final double sigma;
  private final BitSet clean = new BitSet();
  private final RandomStreams streams;

  /**
   * @param sigma σ, the radius of the ball, in units of the action
   * @param cleanFraction α, of {@code episodes}, rounded to whole ones
   */
  public NoiseInjection(
      Policy expert, double sigma, double cleanFraction, int episodes, RandomStreams streams) {
    this.expert = expert;
    this.sigma = Require.positive(sigma, "noise");
    this.streams = streams;
    Require.within(cleanFraction, 0, 1, "cleanFraction");
    int count = (int) Math.rint(cleanFraction * episodes);
    int[] order = streams.stream("clean-episodes").permutation(episodes);
    Arrays.stream(order).limit(count).forEach(clean::set);
  }

  /** Whether an episode is played without noise. */
  boolean isClean(int episode) {
    return clean.get(episode);
  }

  @Override
  public Wave begin(List<Integer> episodes) {
    return new NoisyWave(episodes);
  }

  private final class NoisyWave implements Wave {
    private final List<Integer> episodes;
    private final List<NumpyGenerator> generators;
    private final List<Tensor> labels = new ArrayList<>();

    NoisyWave(List<Integer> episodes) {
      this.episodes = List.copyOf(episodes);
      generators = episodes.stream().map(i -> streams.stream("noise/" + i)).toList();
    }

    @Override
    public Policy policy() {
      return (observations, previousActions) -> {
        Tensor u = expert.act(observations, previousActions);
        labels.add(u);
        List<Tensor> executed = new ArrayList<>();
        for (int row = 0; row < u.shape().get(0); row++) {
          boolean noisy = row < episodes.size() && !isClean(episodes.get(row));
          executed.add(noisy ? noisy(u.row(row), generators.get(row)) : u.row(row));
        }
        return Tensor.stack(executed);
      };
    }

    @Override
    public Trajectory demonstration(int row, Trajectory played) {
      List<Tensor> clean =
          labels.stream().limit(played.length()).map(batch -> batch.row(row)).toList();
      return new Trajectory(
          played.seed(),
          played.observations(),
          Tensor.stack(clean),
          played.rewards(),
          played.terminated(),
          played.truncated());
    }
  }

  private Tensor noisy(Tensor u, NumpyGenerator generator) {
    Require.that(u.dtype().isFloating(), "noise", u.describe(), "0 for actions that are no floats");
    int k = u.size();
    double[] z = new double[k];
    double square = 0;
    for (int i = 0; i < k; i++) {
      z[i] = generator.standardNormal();
      square += z[i] * z[i];
    }
    // A direction uniform on the sphere, and a radius U^(1/k): uniform in the ball.
    double radius = Math.pow(generator.nextDouble(), 1.0 / k) / Math.sqrt(square);
    for (int i = 0; i < k; i++) {
      // u + σ z
      z[i] = u.getDouble(i) + sigma * radius * z[i];
    }
    return ActionTensor.of(u.dtype() == DType.FLOAT32, z, u.shape());
  }
}
