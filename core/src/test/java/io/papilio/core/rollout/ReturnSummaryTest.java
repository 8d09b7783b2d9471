package io.papilio.core.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.validation.InvalidValueException;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ReturnSummaryTest {
  /** numpy.quantile([1, 2, 4, 9], [.25, .5, .75]) is [1.75, 3, 5.25]; mean 4, variance 9.5. */
  @Test
  void quantilesAreInterpolatedAsNumpyDoes() {
    assertEquals(
        new ReturnSummary(4, Math.sqrt(9.5), 1.75, 3, 5.25), ReturnSummary.of(returns(9, 1, 4, 2)));
  }

  @Test
  void oneEpisodeIsItsOwnSummary() {
    assertEquals(new ReturnSummary(7, 0, 7, 7, 7), ReturnSummary.of(returns(7)));
  }

  @Test
  void noEpisodesAreRefused() {
    InvalidValueException refusal =
        assertThrows(InvalidValueException.class, () -> ReturnSummary.of(List.of()));
    assertEquals("episodes: 0 (expected: at least 1)", refusal.getMessage());
  }

  private static List<EpisodeStatistics> returns(double... returns) {
    return DoubleStream.of(returns)
        .mapToObj(r -> new EpisodeStatistics(Optional.empty(), r, 1, true, false))
        .toList();
  }
}
