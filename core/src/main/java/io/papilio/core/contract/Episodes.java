package io.papilio.core.contract;

import io.papilio.core.env.Element;
import io.papilio.core.env.Environment;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import java.util.ArrayList;
import java.util.List;

/** Runs episodes. */
final class Episodes {
  private Episodes() {}

  /** The time steps of one episode, its first included, until it ends or the actions do. */
  static List<TimeStep> run(Environment environment, ResetRequest request, List<Element> actions) {
    List<TimeStep> steps = new ArrayList<>(List.of(environment.reset(request)));
    for (Element action : actions) {
      if (steps.get(steps.size() - 1).isLast()) {
        break;
      }
      steps.add(environment.step(action));
    }
    return steps;
  }
}
