package io.papilio.expert.demonstration;

import io.papilio.core.policy.Actor;
import io.papilio.core.policy.Policy;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.Trajectory;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The actions that an expert chooses along a trajectory on which another policy acted. */
final class ExpertLabels {
  private ExpertLabels() {}

  /**
   * The trajectory with the expert's actions in place of those that were executed. The expert
   * follows it step by step and remembers the executed ones as its previous actions.
   */
  static Trajectory of(Policy expert, Trajectory executed) {
    BigInteger seed = executed.seed().orElseThrow();
    Actor actor = expert.begin(List.of(seed));
    List<Tensor> labels = new ArrayList<>();
    for (int t = 0; t < executed.length(); t++) {
      labels.add(actor.act(batch(executed.observations().row(t))).row(0));
      actor.executed(batch(executed.actions().row(t)));
    }
    return new Trajectory(
        executed.seed(),
        executed.observations(),
        Tensor.stack(labels),
        executed.rewards(),
        executed.terminated(),
        executed.truncated());
  }

  private static Tensor batch(Tensor row) {
    return Tensor.stack(List.of(row));
  }
}
