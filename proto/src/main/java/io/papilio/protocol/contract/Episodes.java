package io.papilio.protocol.contract;

import io.papilio.core.env.Environment;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Runs episodes. */
final class Episodes {
  /** Of episodes; so many cannot all begin alike by chance. */
  private static final int SEVERAL = 12;

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

  /** First time steps of several episodes, of which only the first is seeded. */
  static List<TimeStep> starts(Environment environment, ResetRequest seed) {
    List<TimeStep> starts = new ArrayList<>(List.of(environment.reset(seed)));
    while (starts.size() < SEVERAL) {
      starts.add(environment.reset(ResetRequest.CONTINUE));
    }
    return starts;
  }

  /** Whether the start depends on the seed; some environments always begin in one place. */
  static boolean startsVary(Environment environment) {
    return IntStream.range(0, SEVERAL)
            .mapToObj(seed -> environment.reset(ResetRequest.seeded(seed)))
            .distinct()
            .count()
        > 1;
  }
}
