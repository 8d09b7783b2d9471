package io.papilio.expert.sac;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.learner.averaging.DecaySchedule;
import io.papilio.learner.averaging.ExponentialMovingAverage;
import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * phi~, the moving average of a policy's iterates: phi~ = (1 - gamma) phi~ + gamma phi after every
 * update. It takes no part in the learning; it is what one deploys, since the reward of
 * neighbouring iterates swings where that of their average does not.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", equation 4.1, applied to the expert's own training.
 */
public final class AveragedActor {
  private final SquashedGaussianActor actor;
  private final ExponentialMovingAverage average;

  private AveragedActor(SquashedGaussianActor start, double gamma) {
    actor = start.copy();
    average =
        new ExponentialMovingAverage(
            new DecaySchedule.Constant(gamma), 0, FloatBuffer.wrap(actor.phi()));
  }

  /**
   * The average that begins at {@code start}.
   *
   * @param gamma weight of the newest iterate, in [0, 1]; 0 for no average
   */
  static Optional<AveragedActor> of(SquashedGaussianActor start, double gamma) {
    return gamma == 0 ? Optional.empty() : Optional.of(new AveragedActor(start, gamma));
  }

  /** The policy with the parameters phi~. */
  public SquashedGaussianActor actor() {
    return actor;
  }

  /** Takes in the next iterate. */
  void update(SquashedGaussianActor iterate) {
    average.update(FloatBuffer.wrap(iterate.phi()));
  }

  void save(TrainingState.Builder state) {
    average.save("actor-average", state);
  }

  /** Takes over a saved average; where none was kept, it begins at {@code iterate}. */
  void restore(TrainingState state, SquashedGaussianActor iterate) {
    if (state.entries().containsKey("actor-average.updates")) {
      average.restore("actor-average", state);
    } else {
      System.arraycopy(iterate.phi(), 0, actor.phi(), 0, actor.phi().length);
    }
  }
}
