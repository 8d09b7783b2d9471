package io.papilio.expert.training;

import io.papilio.artifacts.tensorfile.CheckpointStore;
import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.space.Box;
import io.papilio.core.space.Space;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.expert.replay.ReplayBuffer;
import io.papilio.expert.replay.TransitionBatch;
import io.papilio.expert.sac.ActionDraws;
import io.papilio.expert.sac.Collector;
import io.papilio.expert.sac.SacConfig;
import io.papilio.expert.sac.SoftActorCritic;
import io.papilio.expert.sac.UpdateStatistics;
import io.papilio.learner.optimizer.TrainingDivergedException;

/** Everything that changes while an expert is trained: the environments, the data, the networks. */
final class SacState {
  private final SacConfig config;
  private final CheckpointStore checkpoint;
  private final ReplayBuffer buffer;
  private final Collector collector;
  private final SoftActorCritic learner;
  private final ActionDraws draws;
  private final NumpyGenerator minibatches;
  private final TransitionBatch batch;
  private UpdateStatistics statistics = UpdateStatistics.NONE;
  private long step;

  /**
   * Before the first step.
   *
   * @param environments with the automatic reset in the same step
   * @param checkpoint where the run resumes, should it diverge
   */
  SacState(
      SacConfig config,
      VectorEnvironment environments,
      RandomStreams streams,
      CheckpointStore checkpoint) {
    this.config = config;
    this.checkpoint = checkpoint;
    EnvironmentSpec spec = environments.spec();
    requireBoxes(spec);
    int observationSize = spec.observationBox().size();
    int actionSize = spec.actionBox().size();
    ReplayMemory.require(config, observationSize, actionSize, Runtime.getRuntime().maxMemory());
    buffer = new ReplayBuffer(observationSize, actionSize, config.collection().bufferSize());
    collector = new Collector(environments, buffer, streams);
    learner = new SoftActorCritic(config, observationSize, actionSize, streams);
    draws = new ActionDraws(learner.actor(), config.collection().numEnvs());
    minibatches = streams.stream("minibatches");
    batch = new TransitionBatch(config.updates().batchSize(), observationSize, actionSize);
  }

  private static void requireBoxes(EnvironmentSpec spec) {
    Space observations = spec.observationSpace();
    Space actions = spec.actionSpace();
    if (!(observations instanceof Box && actions instanceof Box)) {
      String kinds =
          spec.id()
              + ", observations of "
              + observations.getClass().getSimpleName()
              + " and actions of "
              + actions.getClass().getSimpleName();
      throw new InvalidValueException("env", kinds, "a Box of each, as SAC needs");
    }
  }

  /** Environment steps taken. */
  long step() {
    return step;
  }

  Collector collector() {
    return collector;
  }

  SoftActorCritic learner() {
    return learner;
  }

  /** Of the last update. */
  UpdateStatistics statistics() {
    return statistics;
  }

  /**
   * Takes a step in each environment, and the updates that are then due.
   *
   * @throws TrainingDivergedException when an action or a loss is no longer finite
   */
  void takeStep() {
    long before = step;
    if (step < config.collection().learningStarts()) {
      collector.explore();
    } else {
      collector.choose(draws);
      requireFinite("action of the policy", draws.actions());
      collector.step(draws.actions());
    }
    step += collector.size();
    if (step > config.collection().learningStarts()) {
      long due =
          step / config.updates().stepsPerUpdate() - before / config.updates().stepsPerUpdate();
      for (long i = 0; i < due * config.updates().updatesInARow(); i++) {
        update();
      }
    }
  }

  /**
   * Checks the networks before they are evaluated or saved.
   *
   * @throws TrainingDivergedException when a parameter is no longer finite
   */
  void requireFiniteParameters() {
    requireFinite("parameter of the policy", learner.actor().phi());
    requireFinite("parameter of the critics", learner.critic().theta());
  }

  void save(TrainingState.Builder state) {
    state.put(CheckpointStore.STEP, step);
    state.put("statistics", statistics.toArray());
    state.put("minibatches", minibatches);
    buffer.save("replay", state);
    collector.save(state);
    learner.save(state);
  }

  void restore(TrainingState state) {
    step = state.integer(CheckpointStore.STEP);
    statistics = UpdateStatistics.of(state.doubles("statistics", 4));
    state.restore("minibatches", minibatches);
    buffer.restore("replay", state);
    collector.restore(state);
    learner.restore(state);
  }

  private void update() {
    buffer.sample(minibatches, batch);
    statistics = learner.update(batch);
    requireFinite("critic loss", statistics.criticLoss());
    requireFinite("actor loss", statistics.actorLoss());
    requireFinite("temperature", statistics.temperature());
  }

  private void requireFinite(String quantity, float[] values) {
    for (float value : values) {
      requireFinite(quantity, value);
    }
  }

  private void requireFinite(String quantity, double value) {
    if (!Double.isFinite(value)) {
      throw new TrainingDivergedException(quantity, value, step, checkpoint.step());
    }
  }
}
