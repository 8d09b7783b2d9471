package io.papilio.expert.sac;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.expert.replay.TransitionBatch;
import io.papilio.learner.averaging.DecaySchedule;
import io.papilio.learner.averaging.ExponentialMovingAverage;
import io.papilio.learner.checkpoint.TrainingState;
import io.papilio.learner.network.TensorEngine;
import io.papilio.learner.optimizer.Adam;
import io.papilio.learner.optimizer.AdamConfig;

/**
 * The learner of soft actor-critic: a policy, twin critics with their slow targets, and a
 * temperature. One {@link #update} does, in this order: temperature, critics, policy, targets.
 *
 * <p>Source: arXiv:1812.05905, algorithm 1; the order within an update is Stable-Baselines3's.
 */
final class SoftActorCritic implements AutoCloseable {
  private final SacConfig config;
  private final int observationSize;
  private final int actionSize;
  private final SquashedGaussianActor actor;
  private final TwinCritic critic;
  private final TwinCritic target;
  private final EntropyTemperature temperature;
  private final Adam actorAdam;
  private final Adam criticAdam;
  private final ExponentialMovingAverage targetAverage;
  private final NumpyGenerator noise;

  /** A learner at its start; every random number comes from {@code streams}. */
  SoftActorCritic(SacConfig config, int observationSize, int actionSize, RandomStreams streams) {
    this.config = config;
    this.observationSize = observationSize;
    this.actionSize = actionSize;
    NumpyGenerator initialization = streams.stream("initialization");
    actor =
        new SquashedGaussianActor(
            observationSize, actionSize, config.hiddenUnits(), initialization);
    critic = new TwinCritic(observationSize, actionSize, config.hiddenUnits(), initialization);
    target = critic.copy();
    temperature =
        new EntropyTemperature(
            config.initialTemperature(),
            config.automaticTemperature(),
            config.targetEntropyPerDimension() * actionSize,
            config.learningRate());
    actorAdam = new Adam(AdamConfig.adam(config.learningRate()), actor.phi().size());
    criticAdam = new Adam(AdamConfig.adam(config.learningRate()), critic.theta().size());
    targetAverage =
        new ExponentialMovingAverage(
            new DecaySchedule.Constant(config.tau()), 0, target.theta().values());
    noise = streams.stream("update-noise");
  }

  SquashedGaussianActor actor() {
    return actor;
  }

  TwinCritic critic() {
    return critic;
  }

  /** theta-bar, the critics' slow copy. */
  TwinCritic target() {
    return target;
  }

  EntropyTemperature temperature() {
    return temperature;
  }

  /** Where the noise of the updates comes from. */
  NumpyGenerator noise() {
    return noise;
  }

  void save(TrainingState.Builder state) {
    state.put("actor", actor.phi().copy());
    actorAdam.save("actor-adam", state);
    state.put("critic", critic.theta().copy());
    criticAdam.save("critic-adam", state);
    targetAverage.save("target", state);
    temperature.save(state);
    state.put("update-noise", noise);
  }

  void restore(TrainingState state) {
    actor.phi().set(state.floats("actor", actor.phi().size()));
    actorAdam.restore("actor-adam", state);
    critic.theta().set(state.floats("critic", critic.theta().size()));
    criticAdam.restore("critic-adam", state);
    targetAverage.restore("target", state);
    temperature.restore(state);
    state.restore("update-noise", noise);
  }

  /** Learns from one minibatch. */
  UpdateStatistics update(TransitionBatch batch) {
    int n = batch.size();
    try (NDManager manager = TensorEngine.newManager();
        GradientCollector tape = TensorEngine.newGradientCollector()) {
      NDArray stateActions =
          manager.create(batch.stateActions(), new Shape(n, observationSize + actionSize));
      NDArray states = stateActions.split(new long[] {observationSize}, 1).get(0);
      SquashedGaussianActor.Sample now = actor.differentiableSample(states, normal(n));
      float alpha = temperature.alpha();
      float[] logProbabilities = now.logProbability().stopGradient().toFloatArray();
      temperature.step(logProbabilities);

      NDArray criticLoss = critic.loss(stateActions, targets(manager, batch, alpha));
      critic.theta().zeroGradient();
      tape.backward(criticLoss);
      criticAdam.step(critic.theta().values(), critic.theta().gradient());

      NDArray actorLoss = actorLoss(states, now, alpha);
      actor.phi().zeroGradient();
      tape.backward(actorLoss);
      actorAdam.step(actor.phi().values(), actor.phi().gradient());

      // theta-bar = (1 - tau) theta-bar + tau theta
      targetAverage.update(critic.theta().values());
      return statistics(criticLoss, actorLoss, logProbabilities, alpha);
    }
  }

  /** y = r + gamma c (min_j Qbar_j(s', a') - alpha log pi(a'|s')), a' ~ pi(s'). Shape: [n, 1]. */
  NDArray targets(NDManager manager, TransitionBatch batch, float alpha) {
    int n = batch.size();
    NDArray nextStates = manager.create(batch.nextStates(), new Shape(n, observationSize));
    SquashedGaussianActor.Sample next = actor.sample(nextStates, normal(n));
    NDArray value =
        target
            .minimum(concatenate(nextStates, next.action()))
            .sub(next.logProbability().mul(alpha));
    float[] discounts = batch.continues().clone();
    for (int i = 0; i < n; i++) {
      discounts[i] *= (float) config.gamma();
    }
    return manager
        .create(batch.rewards(), new Shape(n, 1))
        .add(value.mul(manager.create(discounts, new Shape(n, 1))));
  }

  /** J_pi = mean(alpha log pi(a|s) - min_j Q_j(s, a)); the critics' parameters get no gradient. */
  NDArray actorLoss(NDArray states, SquashedGaussianActor.Sample now, float alpha) {
    NDArray value = critic.minimum(concatenate(states, now.action()));
    return now.logProbability().mul(alpha).sub(value).mean();
  }

  private static NDArray concatenate(NDArray states, NDArray actions) {
    return NDArrays.concat(new NDList(states, actions), 1);
  }

  private float[] normal(int n) {
    float[] xi = new float[n * actionSize];
    for (int i = 0; i < xi.length; i++) {
      xi[i] = (float) noise.standardNormal();
    }
    return xi;
  }

  private static UpdateStatistics statistics(
      NDArray criticLoss, NDArray actorLoss, float[] logProbabilities, float alpha) {
    double entropy = 0;
    for (float logProbability : logProbabilities) {
      entropy -= logProbability / (double) logProbabilities.length;
    }
    double loss = criticLoss.stopGradient().getFloat();
    if (!Double.isFinite(loss)) {
      throw new InvalidValueException("critic loss", loss, "a finite number; training diverged");
    }
    return new UpdateStatistics(loss, actorLoss.stopGradient().getFloat(), entropy, alpha);
  }

  /** Frees the parameters. */
  @Override
  public void close() {
    actor.close();
    critic.close();
    target.close();
  }
}
