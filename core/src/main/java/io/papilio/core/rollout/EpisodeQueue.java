package io.papilio.core.rollout;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The episodes of a rollout that have not begun, in the order of their seeds. Thread-safe. */
public final class EpisodeQueue {
  private final List<BigInteger> seeds;
  private final AtomicInteger next = new AtomicInteger();

  public EpisodeQueue(List<BigInteger> seeds) {
    this.seeds = List.copyOf(seeds);
  }

  /**
   * An episode to be run.
   *
   * @param index of its seed among those of the rollout
   */
  public record Episode(int index, BigInteger seed) {}

  /** Takes the next episode, if there is one. */
  public Optional<Episode> poll() {
    int index = next.getAndUpdate(i -> Math.min(i + 1, seeds.size()));
    return index < seeds.size()
        ? Optional.of(new Episode(index, seeds.get(index)))
        : Optional.empty();
  }
}
