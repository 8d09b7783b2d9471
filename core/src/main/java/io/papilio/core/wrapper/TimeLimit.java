package io.papilio.core.wrapper;

import io.papilio.core.env.Environment;
import io.papilio.core.env.Keyword;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.snapshot.SnapshotReader;
import io.papilio.core.snapshot.SnapshotWriter;
import io.papilio.core.space.Element;
import io.papilio.core.validation.Require;
import java.util.List;
import java.util.OptionalInt;

/** Truncates an episode after a number of steps. The catalogue puts it around every environment. */
public final class TimeLimit extends WrappedEnvironment {
  private static final Keyword<Integer> MAX_EPISODE_STEPS =
      Keyword.required(
          "max_episode_steps",
          "number of steps after which an episode is truncated",
          Keyword.Reader.INTEGER);

  static final WrapperDescription DESCRIPTION =
      new WrapperDescription("TimeLimit", "truncates episodes", List.of(MAX_EPISODE_STEPS));

  private final OptionalInt maxEpisodeSteps;
  private int elapsedSteps;

  /** The time limit of the environment's own spec. */
  public TimeLimit(Environment inner) {
    this(inner, inner.spec().maxEpisodeSteps());
  }

  /**
   * Another time limit.
   *
   * @param maxEpisodeSteps absent means that no episode is truncated
   */
  public TimeLimit(Environment inner, OptionalInt maxEpisodeSteps) {
    super(inner, inner.spec().withMaxEpisodeSteps(maxEpisodeSteps));
    maxEpisodeSteps.ifPresent(limit -> Require.positive(limit, MAX_EPISODE_STEPS.name()));
    this.maxEpisodeSteps = maxEpisodeSteps;
  }

  static TimeLimit of(Environment inner, KeywordArguments keywords) {
    return new TimeLimit(inner, OptionalInt.of(keywords.get(MAX_EPISODE_STEPS)));
  }

  @Override
  public TimeStep reset(ResetRequest request) {
    elapsedSteps = 0;
    return super.reset(request);
  }

  @Override
  public TimeStep step(Element action) {
    TimeStep next = super.step(action);
    elapsedSteps++;
    boolean isReached = maxEpisodeSteps.isPresent() && elapsedSteps >= maxEpisodeSteps.getAsInt();
    return isReached ? next.truncate() : next;
  }

  @Override
  public void save(SnapshotWriter out) {
    super.save(out.integer(elapsedSteps));
  }

  @Override
  public void load(SnapshotReader in) {
    elapsedSteps = in.integer(0, Integer.MAX_VALUE);
    super.load(in);
  }
}
