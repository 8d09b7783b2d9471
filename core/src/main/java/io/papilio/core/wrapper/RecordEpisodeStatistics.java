package io.papilio.core.wrapper;

import io.papilio.core.env.Environment;
import io.papilio.core.env.Info;
import io.papilio.core.env.InfoName;
import io.papilio.core.env.Keyword;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.snapshot.SnapshotReader;
import io.papilio.core.snapshot.SnapshotWriter;
import io.papilio.core.space.Element;
import io.papilio.core.space.Tensor;
import java.util.List;

/**
 * Adds to the last info of an episode its return {@code episode.r}, its length {@code episode.l}
 * and its duration {@code episode.t} in seconds, to the microsecond. The duration is wall time and
 * therefore never the same again; a restored episode counts on from that of its snapshot.
 */
final class RecordEpisodeStatistics extends WrappedEnvironment {
  private static final Keyword<String> STATS_KEY =
      Keyword.text("stats_key", "episode", "prefix of the names in the info");

  static final WrapperDescription DESCRIPTION =
      new WrapperDescription(
          "RecordEpisodeStatistics",
          "adds an episode's return r, length l and time t to its last info",
          List.of(STATS_KEY));

  private final String key;
  private long startNanos = System.nanoTime();
  private double totalReward;
  private long length;

  private RecordEpisodeStatistics(Environment inner, String key) {
    super(inner);
    this.key = key;
  }

  static RecordEpisodeStatistics of(Environment inner, KeywordArguments keywords) {
    return new RecordEpisodeStatistics(inner, keywords.get(STATS_KEY));
  }

  @Override
  public TimeStep reset(ResetRequest request) {
    TimeStep first = super.reset(request);
    startNanos = System.nanoTime();
    totalReward = 0;
    length = 0;
    return first;
  }

  @Override
  public TimeStep step(Element action) {
    TimeStep step = super.step(action);
    totalReward += step.reward();
    length++;
    return step.isLast() ? withStatistics(step) : step;
  }

  @Override
  public void save(SnapshotWriter out) {
    out.number(totalReward).longInteger(length).longInteger(System.nanoTime() - startNanos);
    super.save(out);
  }

  @Override
  public void load(SnapshotReader in) {
    totalReward = in.number();
    length = in.longInteger();
    startNanos = System.nanoTime() - in.longInteger();
    super.load(in);
  }

  private TimeStep withStatistics(TimeStep last) {
    double micros = Math.rint((System.nanoTime() - startNanos) / 1e3);
    Info.Builder info = Info.builder();
    last.info().columns().forEach(info::put);
    info.put(InfoName.of(key, "r"), totalReward);
    info.put(InfoName.of(key, "l"), Tensor.scalar(length));
    info.put(InfoName.of(key, "t"), micros / 1e6);
    return new TimeStep(
        last.observation(), last.reward(), last.terminated(), last.truncated(), info.build());
  }
}
