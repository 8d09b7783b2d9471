package io.papilio.learner.cloning;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.policy.TensorSlice;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.space.Discrete;
import io.papilio.core.trajectory.TrajectorySource;
import io.papilio.learner.averaging.Iterates;
import io.papilio.learner.data.DemonstrationSplit;
import io.papilio.learner.data.DemonstrationTensors;
import io.papilio.learner.data.InputStandardization;
import io.papilio.learner.data.MinibatchSampler;
import io.papilio.learner.data.Minibatches;
import io.papilio.learner.imitator.Imitator;
import io.papilio.learner.imitator.ImitatorConfig;
import io.papilio.learner.loss.L2;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What stays the same while an imitator is trained.
 *
 * @param imitator what is trained
 * @param training the loss on the demonstrations it learns from
 * @param validation the loss on those held out: of continuous actions the L2 loss, whatever is
 *     trained
 * @param sampler the rows of each minibatch
 * @param fresh the same where every epoch has fresh trajectories
 * @param standardization of the inputs in both losses
 */
record CloningTask(
    Imitator imitator,
    CloningLoss training,
    CloningLoss validation,
    Minibatches sampler,
    Optional<FreshMinibatches> fresh,
    Optional<InputStandardization> standardization) {
  private static final String LABEL_NOISE = "label-noise";

  /**
   * The task of imitating demonstrations in an environment.
   *
   * @param expert where every epoch has fresh trajectories
   * @param directory on whose disk the pairs are while the process runs
   */
  static CloningTask of(
      BehaviorCloningConfig config,
      TrajectorySource demonstrations,
      Optional<ExpertRollouts> expert,
      EnvironmentSpec environment,
      Path directory) {
    RandomStreams streams = RandomStreams.of(config.seed());
    Imitator imitator = imitator(config.imitator(), environment);
    DemonstrationSplit split =
        DemonstrationSplit.of(demonstrations, config.data().validationFraction(), streams);
    TrajectoryPairs pairs =
        new TrajectoryPairs(
            imitator, environment.actionSpace(), directory, config.data().labelNoise());
    DemonstrationTensors training = pairs.noisy(split.training(), streams, LABEL_NOISE);
    DemonstrationTensors validation = pairs.of(split.validation());
    Optional<InputStandardization> standardization = standardization(config.imitator(), training);
    standardization.ifPresent(training::standardize);
    standardization.ifPresent(validation::standardize);
    int batchSize = config.optimizer().batchSize();
    CloningLoss loss =
        new CloningLoss(
            imitator.loss(config.optimizer().loss()),
            training,
            imitator.trainingPass(batchSize, streams),
            InputNoise.of(config.data().inputNoise(), streams));
    FreshMinibatches.Pairs freshPairs =
        (epoch, listener) -> {
          List<BigInteger> seeds = config.freshSeeds(epoch, split.training().size());
          TrajectorySource trajectories = expert.orElseThrow().trajectories(seeds, listener);
          DemonstrationTensors next = pairs.noisy(trajectories, streams, LABEL_NOISE + "/" + epoch);
          standardization.ifPresent(next::standardize);
          return next;
        };
    long minibatches = config.steps() * config.optimizer().update().accumulation();
    Optional<FreshMinibatches> fresh =
        expert.map(e -> new FreshMinibatches(loss, freshPairs, streams, batchSize, minibatches));
    return new CloningTask(
        imitator,
        loss,
        new CloningLoss(imitator.loss(new L2()), validation, imitator.pass(CloningLoss.CHUNK)),
        fresh.isPresent() ? fresh.get() : new MinibatchSampler(streams, training.rows(), batchSize),
        fresh,
        standardization);
  }

  /** Before the first step: theta(0) is drawn by the stream {@code initial-weights}. */
  Iterates begin(BehaviorCloningConfig config) {
    float[] theta = new float[imitator.parameterCount()];
    imitator.initialize(theta, RandomStreams.of(config.seed()).stream("initial-weights"));
    return new Iterates(
        theta,
        config.optimizer().create(theta.length),
        config.averages(),
        step -> config.optimizer().learningRateAt(step, config.steps()));
  }

  /**
   * The mean loss of the minibatches of a step, each with its own noise and dropout.
   *
   * @param step counts from 0
   * @param minibatches of each step
   * @param gradient takes the gradient of that mean. Shape: [theta.length]
   */
  double stepGradient(long step, int minibatches, float[] theta, float[] gradient) {
    long first = step * minibatches;
    double loss = training.stepGradient(first, theta, gradient, sampler.minibatch(first));
    if (minibatches == 1) {
      return loss;
    }
    float[] next = new float[theta.length];
    for (long index = first + 1; index < first + minibatches; index++) {
      loss += training.stepGradient(index, theta, next, sampler.minibatch(index));
      for (int i = 0; i < next.length; i++) {
        gradient[i] += next[i];
      }
    }
    for (int i = 0; i < next.length; i++) {
      gradient[i] /= minibatches;
    }
    return loss / minibatches;
  }

  /** The weights for inputs as the environment gives them, not standardized. */
  float[] deployed(float[] weights) {
    float[] theta = weights.clone();
    List<TensorSlice> tensors = imitator.tensors();
    standardization.ifPresent(s -> s.foldInto(theta, tensors.get(0), tensors.get(1)));
    return theta;
  }

  private static Imitator imitator(ImitatorConfig config, EnvironmentSpec environment) {
    int observationSize = environment.observationBox().size();
    return environment.actionSpace() instanceof Discrete discrete
        ? Imitator.of(config, observationSize, discrete)
        : Imitator.of(config, observationSize, environment.actionBox().size());
  }

  private static Optional<InputStandardization> standardization(
      ImitatorConfig config, DemonstrationTensors pairs) {
    return config.kind().hasFreeInputs() && config.inputs().standardize()
        ? Optional.of(pairs.standardization())
        : Optional.empty();
  }
}
