package io.papilio.laboratory.sweep;

import io.papilio.laboratory.report.curve.Bootstrap;
import io.papilio.laboratory.report.curve.Interval;
import io.papilio.laboratory.report.curve.PaperStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What an average of the iterates of a run achieved over the training seeds, beside the paper's
 * figures.
 *
 * @param run its name in the experiment
 * @param iterate name of the average
 * @param seeds the statistics of each training seed
 * @param paper the printed figures, where the paper has the run; its losses are in another unit
 */
public record SummaryRow(
    String run, String iterate, List<PaperStatistics> seeds, Optional<PaperStatistics> paper) {
  public SummaryRow {
    seeds = List.copyOf(seeds);
  }

  /** The median of a statistic over the seeds, as in the paper. */
  public double median(int statistic) {
    return Bootstrap.median(values(statistic));
  }

  /** In which the median lies. */
  public Interval interval(int statistic) {
    return Bootstrap.ofMedian(values(statistic));
  }

  private double[] values(int statistic) {
    return IntStream.range(0, seeds.size())
        .mapToDouble(seed -> seeds.get(seed).values().get(statistic))
        .toArray();
  }
}
