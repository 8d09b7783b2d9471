package io.papilio.cli.bench.peer;

import java.util.function.Consumer;

/** One comparison of this program with another, measured side by side. */
public interface Benchmark {
  /** What {@code --only} calls it, and the marker of its table in a document. */
  public String name();

  /** What is measured, as a sentence of Markdown. */
  public String description();

  /**
   * Measures both sides in turn, so that a drift of the machine's speed meets both.
   *
   * @param say takes a line of progress
   */
  public BenchmarkTable run(BenchmarkSetting setting, Consumer<String> say);
}
