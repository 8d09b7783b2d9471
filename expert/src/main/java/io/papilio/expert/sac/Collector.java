package io.papilio.expert.sac;

import io.papilio.core.env.Environment;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.expert.replay.ReplayBuffer;
import io.papilio.learner.checkpoint.TrainingState;

/**
 * Acts in the training environment and fills the replay buffer. Every episode begins with a seed of
 * its own from a named stream, so that between episodes the generators are all there is to keep.
 */
final class Collector {
  private final Environment environment;
  private final ReplayBuffer buffer;
  private final ActionScaling scaling;
  private final NumpyGenerator seeds;
  private final NumpyGenerator uniform;
  private final NumpyGenerator normal;
  private float[] state = {};
  private boolean underWay;
  private double sumOfRewards;
  private double lastReturn = Double.NaN;
  private long episodes;

  Collector(Environment environment, ReplayBuffer buffer, RandomStreams streams) {
    this.environment = environment;
    this.buffer = buffer;
    scaling = new ActionScaling(environment.spec().actionBox());
    seeds = streams.stream("episode-seeds");
    uniform = streams.stream("first-actions");
    normal = streams.stream("action-noise");
  }

  /** Whether an episode is going on. */
  boolean isUnderWay() {
    return underWay;
  }

  /** Number of episodes that have ended. */
  long episodes() {
    return episodes;
  }

  /** Return of the episode that ended last; NaN before the first end. */
  double lastReturn() {
    return lastReturn;
  }

  /** Takes one step with a uniform action. */
  void explore() {
    begin();
    float[] action = new float[scaling.size()];
    for (int i = 0; i < action.length; i++) {
      action[i] = (float) uniform.uniform(-1, 1);
    }
    step(action);
  }

  /** Takes one step with an action drawn from the policy. */
  void act(SquashedGaussianActor actor) {
    begin();
    float[] xi = new float[scaling.size()];
    for (int i = 0; i < xi.length; i++) {
      xi[i] = (float) normal.standardNormal();
    }
    ActionDraws draws = new ActionDraws(actor, 1);
    draws.draw(state, state.length, xi);
    step(draws.actions());
  }

  /** Adds what decides the episodes to come; between episodes only. */
  void save(TrainingState.Builder state) {
    state.put("episodes", episodes);
    state.put("last-return", lastReturn);
    state.put("episode-seeds", seeds);
    state.put("first-actions", uniform);
    state.put("action-noise", normal);
  }

  void restore(TrainingState state) {
    episodes = state.integer("episodes");
    lastReturn = state.number("last-return");
    state.restore("episode-seeds", seeds);
    state.restore("first-actions", uniform);
    state.restore("action-noise", normal);
    underWay = false;
  }

  private void begin() {
    if (!underWay) {
      TimeStep first = environment.reset(ResetRequest.seeded(seeds.integers(Integer.MAX_VALUE)));
      state = first.observation().asTensor().toFloats();
      sumOfRewards = 0;
      underWay = true;
    }
  }

  private void step(float[] action) {
    TimeStep next = environment.step(scaling.toSpace(action));
    float[] nextState = next.observation().asTensor().toFloats();
    // A time limit is no end of the task: only termination cuts the value off.
    buffer.add(state, action, next.reward(), nextState, next.terminated());
    state = nextState;
    sumOfRewards += next.reward();
    if (next.isLast()) {
      underWay = false;
      lastReturn = sumOfRewards;
      episodes++;
    }
  }
}
