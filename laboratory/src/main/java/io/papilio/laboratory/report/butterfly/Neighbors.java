package io.papilio.laboratory.report.butterfly;

import io.papilio.core.validation.InvalidValueException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The two saved iterates of a run that are shown, and the seed.
 *
 * @param better has the higher return
 * @param worse the other
 * @param seed of the environment
 */
record Neighbors(SavedIterate better, SavedIterate worse, long seed) {
  /**
   * Chooses among all pairs: iterates of one average before an iterate and its average, then those
   * of the nearest steps, then the pair and seed with the largest difference of returns.
   *
   * @throws InvalidValueException when the run has no two evaluated iterates with their weights
   */
  static Neighbors of(Path run) {
    List<SavedIterate> all = SavedIterate.of(run);
    List<Neighbors> pairs = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      for (int k = i + 1; k < all.size(); k++) {
        Set<Long> seeds = new TreeSet<>(all.get(i).episodes().keySet());
        seeds.retainAll(all.get(k).episodes().keySet());
        for (long seed : seeds) {
          pairs.add(ordered(all.get(i), all.get(k), seed));
        }
      }
    }
    return pairs.stream()
        // The last iterate of a window may also be the last of the run.
        .filter(pair -> !pair.ofOneAverage() || pair.steps() > 0)
        .min(
            Comparator.comparing((Neighbors pair) -> !pair.ofOneAverage())
                .thenComparing(Neighbors::steps)
                .thenComparing(pair -> -pair.gap()))
        .orElseThrow(
            () ->
                new InvalidValueException(
                    run + "/weights", all.size() + " evaluated iterates", "at least 2"));
  }

  SavedIterate.Episode episode(SavedIterate of) {
    return of.episodes().get(seed);
  }

  private static Neighbors ordered(SavedIterate one, SavedIterate other, long seed) {
    double difference =
        one.episodes().get(seed).undiscountedReturn()
            - other.episodes().get(seed).undiscountedReturn();
    return difference >= 0 ? new Neighbors(one, other, seed) : new Neighbors(other, one, seed);
  }

  private boolean ofOneAverage() {
    return better.name().equals(worse.name());
  }

  private long steps() {
    return Math.abs(better.step() - worse.step());
  }

  private double gap() {
    return episode(better).undiscountedReturn() - episode(worse).undiscountedReturn();
  }
}
