package io.papilio.expert.sac;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.expert.replay.TransitionBatch;
import io.papilio.kernels.WorkerThreads;
import io.papilio.learner.averaging.AverageBank;
import io.papilio.learner.optimizer.Adam;
import io.papilio.learner.optimizer.AdamConfig;

/**
 * The learner of soft actor-critic: a policy, twin critics with their slow targets, and a
 * temperature. One {@link #update} does, in this order: temperature, critics, policy, targets.
 *
 * <p>Source: arXiv:1812.05905, algorithm 1; the order within an update is Stable-Baselines3's.
 */
public final class SoftActorCritic {
  private final SacConfig config;
  private final int observationSize;
  private final int actionSize;
  private final SquashedGaussianActor actor;
  private final AverageBank averages;
  private final TwinCritic critic;
  private final TwinCritic target;
  private final EntropyTemperature temperature;
  private final Adam actorAdam;
  private final Adam criticAdam;
  private final NumpyGenerator noise;
  private final ActionDraws now;
  private final ActionDraws next;
  private final float[] actionGradient;
  private final float[] actorGradient;

  /** A learner at its start; every random number comes from {@code streams}. */
  public SoftActorCritic(
      SacConfig config, int observationSize, int actionSize, RandomStreams streams) {
    this.config = config;
    this.observationSize = observationSize;
    this.actionSize = actionSize;
    NumpyGenerator initialization = streams.stream("initialization");
    actor =
        new SquashedGaussianActor(
            observationSize, actionSize, config.hiddenUnits(), initialization);
    averages = new AverageBank(config.averages(), actor.phi());
    critic =
        new TwinCritic(
            observationSize,
            actionSize,
            config.hiddenUnits(),
            config.updates().batchSize(),
            initialization);
    target = critic.copy();
    temperature =
        new EntropyTemperature(
            config.temperature().initial(),
            config.temperature().automatic(),
            config.temperature().targetEntropyPerDimension() * actionSize,
            config.updates().learningRate());
    actorAdam = new Adam(AdamConfig.adam(config.updates().learningRate()), actor.phi().length);
    criticAdam = new Adam(AdamConfig.adam(config.updates().learningRate()), critic.theta().length);
    noise = streams.stream("update-noise");
    now = new ActionDraws(actor, config.updates().batchSize());
    next = new ActionDraws(actor, config.updates().batchSize());
    actionGradient = new float[config.updates().batchSize() * actionSize];
    actorGradient = new float[actor.phi().length];
  }

  /** phi, the newest iterate of the policy. */
  public SquashedGaussianActor actor() {
    return actor;
  }

  /**
   * The configured averages of the iterates phi. They take no part in the learning; an average is
   * what one deploys, since the return of consecutive iterates oscillates where that of their
   * average does not.
   *
   * <p>Source: "Butterfly Effects of SGD Noise", equation 4.1, applied to the expert's training.
   */
  public AverageBank averages() {
    return averages;
  }

  public TwinCritic critic() {
    return critic;
  }

  /** theta-bar, the critics' slow copy. */
  TwinCritic target() {
    return target;
  }

  public EntropyTemperature temperature() {
    return temperature;
  }

  public void save(TrainingState.Builder state) {
    state.put("actor", actor.phi());
    actorAdam.save("actor-adam", state);
    averages.save("averages", state);
    state.put("critic", critic.theta());
    criticAdam.save("critic-adam", state);
    state.put("target", target.theta());
    temperature.save(state);
    state.put("update-noise", noise);
  }

  public void restore(TrainingState state) {
    copy(state.floats("actor", actor.phi().length), actor.phi());
    actorAdam.restore("actor-adam", state);
    averages.restore("averages", state, actor.phi());
    copy(state.floats("critic", critic.theta().length), critic.theta());
    criticAdam.restore("critic-adam", state);
    copy(state.floats("target", target.theta().length), target.theta());
    temperature.restore(state);
    state.restore("update-noise", noise);
  }

  private static void copy(float[] from, float[] to) {
    System.arraycopy(from, 0, to, 0, to.length);
  }

  /** Learns from one minibatch. */
  public UpdateStatistics update(TransitionBatch batch) {
    int n = batch.size();
    float[] stateActions = batch.stateActions();
    float[] xi = normal(n);
    float[] nextXi = normal(n);
    WorkerThreads.run(
        () -> now.draw(stateActions, observationSize + actionSize, xi),
        () -> drawNext(batch.nextStates(), nextXi));
    float alpha = temperature.alpha();
    temperature.step(now.logProbabilities());

    float[][] q = new float[2][];
    WorkerThreads.run(2, j -> q[j] = critic.values(j, stateActions));
    float[] y = targets(batch, alpha);
    double[] criticLoss = new double[2];
    WorkerThreads.run(2, j -> criticLoss[j] = critic.learn(j, q[j], y));
    criticAdam.step(critic.theta(), critic.gradient());

    double actorLoss = actorLoss(stateActions, alpha);
    now.backward((double) alpha / n, actionGradient, actorGradient);
    actorAdam.step(actor.phi(), actorGradient);
    averages.update(actor.phi());
    target.follow(critic, (float) config.updates().tau());
    return statistics(criticLoss[0] + criticLoss[1], actorLoss, now.logProbabilities(), alpha);
  }

  /** Draws the actions of {@link #targets}. */
  void drawNext(float[] nextStates, float[] xi) {
    next.draw(nextStates, observationSize, xi);
  }

  /**
   * y = r + gamma c (min_j Qbar_j(s', a') - alpha log pi(a'|s')), a' ~ pi(s') as drawn last. Shape:
   * [n].
   */
  float[] targets(TransitionBatch batch, float alpha) {
    float[] nextStateActions = new float[batch.stateActions().length];
    for (int i = 0; i < batch.size(); i++) {
      System.arraycopy(
          batch.nextStates(),
          i * observationSize,
          nextStateActions,
          i * (observationSize + actionSize),
          observationSize);
    }
    putActions(next, nextStateActions);
    float[][] q = new float[2][];
    WorkerThreads.run(2, j -> q[j] = target.values(j, nextStateActions));
    float gamma = (float) config.updates().gamma();
    float[] y = new float[batch.size()];
    for (int i = 0; i < y.length; i++) {
      float value = Math.min(q[0][i], q[1][i]) - alpha * next.logProbabilities()[i];
      y[i] = batch.rewards()[i] + gamma * batch.continues()[i] * value;
    }
    return y;
  }

  /**
   * J_pi = mean(alpha log pi(a|s) - min_j Q_j(s, a)), a ~ pi(s) as drawn last, and its gradient by
   * the actions as far as it comes by Q. Where Q_1 is the smaller one the gradient goes back
   * through Q_1 alone, elsewhere through Q_2 alone.
   */
  double actorLoss(float[] stateActions, float alpha) {
    float[] fresh = stateActions.clone();
    putActions(now, fresh);
    float[][] q = new float[2][];
    WorkerThreads.run(2, j -> q[j] = critic.values(j, fresh));
    int n = q[0].length;
    int[][] rows = new int[2][n];
    int[] counts = new int[2];
    double loss = 0;
    for (int i = 0; i < n; i++) {
      int least = q[1][i] < q[0][i] ? 1 : 0;
      rows[least][counts[least]++] = i;
      loss += (alpha * (double) now.logProbabilities()[i] - q[least][i]) / n;
    }
    WorkerThreads.run(
        2, j -> critic.backwardToActions(j, rows[j], counts[j], actionSize, actionGradient));
    return loss;
  }

  private void putActions(ActionDraws draws, float[] stateActions) {
    int width = observationSize + actionSize;
    for (int i = 0; i < stateActions.length / width; i++) {
      System.arraycopy(
          draws.actions(), i * actionSize, stateActions, i * width + observationSize, actionSize);
    }
  }

  private float[] normal(int n) {
    float[] xi = new float[n * actionSize];
    for (int i = 0; i < xi.length; i++) {
      xi[i] = (float) noise.standardNormal();
    }
    return xi;
  }

  private static UpdateStatistics statistics(
      double criticLoss, double actorLoss, float[] logProbabilities, float alpha) {
    double entropy = 0;
    for (float logProbability : logProbabilities) {
      entropy -= logProbability / (double) logProbabilities.length;
    }
    return new UpdateStatistics(criticLoss, actorLoss, entropy, alpha);
  }
}
