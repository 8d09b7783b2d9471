package io.papilio.expert.demonstration;

import io.papilio.core.policy.Actor;
import io.papilio.core.policy.Policy;
import io.papilio.core.random.EpisodeStreams;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.space.Tensor;
import io.papilio.core.space.TensorMath;
import io.papilio.core.validation.Require;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An expert whose actions are executed with noise, u + σ z, where u is its action and z is uniform
 * in the unit ball. A fraction α of the episodes has no noise. {@link DemonstrationRecorder} labels
 * the visited states with u.
 *
 * <p>The noise of episode i comes from the stream {@code noise/i}, and the stream {@code
 * clean-episodes} chooses the clean ones.
 *
 * <p>Source: "Action Chunking and Exploratory Data Collection" (arXiv 2507.09061), noise injection
 * with clean labels; without the clean episodes (α = 0) its bound has a further term in σ.
 */
public final class NoiseInjection implements Policy {
  private final Policy expert;
  private final double sigma;
  private final Set<BigInteger> clean;
  private final EpisodeStreams streams;

  /**
   * @param sigma σ, the radius of the ball, in units of the action
   * @param cleanFraction α, of the episodes, rounded to whole ones
   * @param seeds of episodes 0, 1, ..., one after the other
   */
  public NoiseInjection(
      Policy expert,
      double sigma,
      double cleanFraction,
      List<BigInteger> seeds,
      RandomStreams streams) {
    this.expert = expert;
    this.sigma = Require.positive(sigma, "noise");
    this.streams = new EpisodeStreams(streams, "noise", seeds.get(0));
    Require.within(cleanFraction, 0, 1, "cleanFraction");
    int count = (int) Math.rint(cleanFraction * seeds.size());
    int[] order = streams.stream("clean-episodes").permutation(seeds.size());
    clean = Arrays.stream(order).limit(count).mapToObj(seeds::get).collect(Collectors.toSet());
  }

  /** Whether the episode of a seed is without noise. */
  boolean isClean(BigInteger seed) {
    return clean.contains(seed);
  }

  @Override
  public Actor begin(List<BigInteger> seeds) {
    return new NoisyActor(seeds);
  }

  private Optional<NumpyGenerator> noise(BigInteger seed) {
    return isClean(seed) ? Optional.empty() : Optional.of(streams.of(seed));
  }

  private final class NoisyActor implements Actor {
    private final Actor actor;
    private final List<Optional<NumpyGenerator>> generators;

    NoisyActor(List<BigInteger> seeds) {
      actor = expert.begin(seeds);
      generators = new ArrayList<>(seeds.stream().map(NoiseInjection.this::noise).toList());
    }

    @Override
    public Tensor act(Tensor observations) {
      Tensor u = actor.act(observations);
      Tensor noisy =
          Tensor.stack(
              IntStream.range(0, generators.size())
                  .mapToObj(
                      row -> generators.get(row).map(g -> noisy(u.row(row), g)).orElse(u.row(row)))
                  .toList());
      actor.executed(noisy);
      return noisy;
    }

    @Override
    public void executed(Tensor actions) {
      actor.executed(actions);
    }

    @Override
    public void restart(int row, BigInteger seed) {
      actor.restart(row, seed);
      generators.set(row, noise(seed));
    }

    @Override
    public void keep(int[] rows) {
      actor.keep(rows);
      List<Optional<NumpyGenerator>> kept = IntStream.of(rows).mapToObj(generators::get).toList();
      generators.clear();
      generators.addAll(kept);
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
    double radius = StrictMath.pow(generator.nextDouble(), 1.0 / k) / Math.sqrt(square);
    // u + σ z
    return TensorMath.tensor(u.dtype(), u.shape(), i -> u.getDouble(i) + sigma * radius * z[i], k);
  }
}
