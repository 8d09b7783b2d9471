package io.papilio.core.wrapper;

import static io.papilio.core.env.Failures.assertFails;
import static io.papilio.core.env.Failures.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.CallOrder;
import io.papilio.core.env.DriftEnvironment;
import io.papilio.core.env.Environment;
import io.papilio.core.env.Reason;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Tensor;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The environment's own limit is 5 steps. */
class TimeLimitTest {
  private final Environment limited = new TimeLimit(new DriftEnvironment());

  private static Tensor action(double value) {
    return Tensor.float64(new double[] {value});
  }

  @Test
  void episodeIsTruncatedAtTheLimit() {
    limited.reset(ResetRequest.seeded(0));
    for (int t = 1; t < 5; t++) {
      assertFalse(limited.step(action(0)).isLast());
    }
    assertTrue(limited.step(action(0)).truncated());
  }

  @Test
  void terminationAtTheLimitSetsBothFlags() {
    limited.reset(ResetRequest.seeded(3));
    for (int t = 1; t < 5; t++) {
      limited.step(action(1));
    }
    TimeStep last = limited.step(action(1));
    assertTrue(last.terminated() && last.truncated());
  }

  @Test
  void resetBeginsTheCountAnew() {
    limited.reset(ResetRequest.seeded(0));
    limited.step(action(0));
    limited.reset(ResetRequest.CONTINUE);
    for (int t = 1; t < 5; t++) {
      assertFalse(limited.step(action(0)).isLast());
    }
    assertTrue(limited.step(action(0)).truncated());
  }

  @Test
  void anotherLimitReplacesTheOneOfTheSpec() {
    Environment unlimited = new TimeLimit(new DriftEnvironment(), OptionalInt.empty());
    assertEquals(OptionalInt.empty(), unlimited.spec().maxEpisodeSteps());
    unlimited.reset(ResetRequest.seeded(0));
    for (int t = 0; t < 20; t++) {
      assertFalse(unlimited.step(action(0)).isLast());
    }
    assertInvalid(
        "max_episode_steps", () -> new TimeLimit(new DriftEnvironment(), OptionalInt.of(0)));
  }

  @Test
  void stepBeyondALimitOutsideOfAWrapperIsRejected() {
    Environment inner = Wrappers.wrap(limited, NamedWrapper.of("ClipAction"));
    CallOrder order = new CallOrder(new TimeLimit(inner, OptionalInt.of(1)));
    order.reset(ResetRequest.seeded(0));
    assertTrue(order.step(action(0)).truncated());
    assertFails(Reason.RESET_NEEDED, () -> order.step(action(0)));
  }

  @Test
  void snapshotKeepsTheElapsedSteps() {
    CallOrder one = new CallOrder(limited);
    one.reset(ResetRequest.seeded(0));
    for (int i = 0; i < 3; i++) {
      one.step(action(0));
    }
    CallOrder other = new CallOrder(new TimeLimit(new DriftEnvironment()));
    other.restore(one.snapshot());
    assertFalse(other.step(action(0)).isLast());
    assertTrue(other.step(action(0)).truncated());
  }
}
