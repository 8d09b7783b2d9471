package io.papilio.core.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EpisodeProgressTest {
  @Test
  void progressHasTheEpisodesTheLastReturnAndTheStep() {
    List<String> heard = new ArrayList<>();
    var listener =
        new EpisodeProgress(
            (done, total, note) -> heard.add(done + "/" + total + " " + note), 3, 5);
    listener.onStep(1);
    listener.onEpisode(new EpisodeStatistics(Optional.empty(), 12.34, 1, true, false));
    listener.onStep(1);
    assertEquals(
        List.of("3/5 ", "3/5 step 1", "4/5 return 12.3", "4/5 return 12.3, step 1"), heard);
  }

  @Test
  void aStopIsPassedOn() {
    Progress stopping =
        new Progress() {
          @Override
          public void advance(long done, long total, String note) {}

          @Override
          public boolean stopRequested() {
            return true;
          }
        };
    assertTrue(new EpisodeProgress(stopping, 0, 1).stopRequested());
  }
}
