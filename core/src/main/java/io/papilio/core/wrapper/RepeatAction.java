package io.papilio.core.wrapper;

import io.papilio.core.env.Environment;
import io.papilio.core.env.Keyword;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Element;
import io.papilio.core.validation.Require;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Takes each action several times, or until the episode ends, and adds up the rewards. */
final class RepeatAction extends WrappedEnvironment {
  /** So that one request cannot keep a server busy forever. */
  private static final int MAX_REPEATS = 1024;

  private static final Keyword<Integer> NUM_REPEATS =
      Keyword.required(
          "num_repeats",
          "number of times each action is taken, 1 to " + MAX_REPEATS,
          Keyword.Reader.INTEGER);

  static final WrapperDescription DESCRIPTION =
      new WrapperDescription(
          "RepeatAction",
          "takes each action several times and adds up the rewards",
          List.of(NUM_REPEATS));

  private final int repeats;
  private BooleanSupplier abandoned = () -> false;

  private RepeatAction(Environment inner, int repeats) {
    super(inner);
    this.repeats = repeats;
  }

  static RepeatAction of(Environment inner, KeywordArguments keywords) {
    int repeats = keywords.get(NUM_REPEATS);
    Require.within(repeats, 1, MAX_REPEATS, NUM_REPEATS.name());
    return new RepeatAction(inner, repeats);
  }

  @Override
  public void abandonWhen(BooleanSupplier newAbandoned) {
    abandoned = newAbandoned;
    super.abandonWhen(newAbandoned);
  }

  /**
   * @throws CancellationException when nobody waits for the answer any more
   */
  @Override
  public TimeStep step(Element action) {
    double total = 0;
    TimeStep step;
    int taken = 0;
    do {
      if (taken > 0 && abandoned.getAsBoolean()) {
        throw new CancellationException("nobody waits for the answer");
      }
      step = super.step(action);
      total += step.reward();
      taken++;
    } while (taken < repeats && !step.isLast());
    return new TimeStep(
        step.observation(), total, step.terminated(), step.truncated(), step.info());
  }
}
