package io.papilio.protocol.contract;

import io.papilio.core.env.Environment;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Element;
import io.papilio.core.vector.AutoresetMode;
import java.util.Optional;

/** What one row of a vector must answer, computed by a single environment: the slow reference. */
final class SlowVector {
  private final Environment environment;
  private final AutoresetMode mode;
  private boolean ended;

  SlowVector(Environment environment, AutoresetMode mode) {
    this.environment = environment;
    this.mode = mode;
  }

  /**
   * What comes back.
   *
   * @param last with SAME_STEP, the last time step of an episode that ended
   */
  record Answer(TimeStep step, Optional<TimeStep> last) {
    static Answer of(TimeStep step) {
      return new Answer(step, Optional.empty());
    }
  }

  Answer reset(ResetRequest request) {
    ended = false;
    return Answer.of(environment.reset(request));
  }

  Answer step(Element action) {
    if (ended && mode == AutoresetMode.NEXT_STEP) {
      return reset(ResetRequest.CONTINUE);
    }
    TimeStep step = environment.step(action);
    ended = step.isLast();
    if (!ended || mode != AutoresetMode.SAME_STEP) {
      return Answer.of(step);
    }
    TimeStep first = reset(ResetRequest.CONTINUE).step();
    TimeStep merged =
        new TimeStep(
            first.observation(), step.reward(), step.terminated(), step.truncated(), first.info());
    return new Answer(merged, Optional.of(step));
  }
}
