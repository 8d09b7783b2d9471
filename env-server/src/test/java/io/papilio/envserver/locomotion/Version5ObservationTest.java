package io.papilio.envserver.locomotion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.TimeStep;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What version 5 shows otherwise than version 4, by Gymnasium's version histories. */
class Version5ObservationTest {

  @Test
  void antShowsTheForcesOnAllBodiesButTheWorld() {
    KeywordArguments contacts = KeywordArguments.of("use_contact_forces", true);
    List<TimeStep> old = Episode.of("Ant-v4", contacts).steps();
    List<TimeStep> now = Episode.of("Ant-v5").steps();
    for (int t = 0; t < now.size(); t++) {
      double[] expected = without(Episode.seen(old.get(t)), 27, 33);
      assertArrayEquals(expected, Episode.seen(now.get(t)));
    }
    KeywordArguments none = KeywordArguments.of("include_cfrc_ext_in_observation", false);
    assertEquals(27, size("Ant-v5", none));
    assertEquals(27, size("Ant-v4", KeywordArguments.NONE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Humanoid", "HumanoidStandup"})
  void humanoidsShowNeitherTheWorldNorForcesOfActuatorsOnTheRoot(String family) {
    Episode old = Episode.of(family + "-v4");
    Episode now = Episode.of(family + "-v5");
    assertEquals(old.steps().size(), now.steps().size());
    for (int t = 0; t < now.steps().size(); t++) {
      double[] all = Episode.seen(old.steps().get(t));
      // From the back: cfrc_ext, qfrc_actuator, cvel, cinert.
      double[] shown = without(all, 292, 298);
      shown = without(shown, 269, 275);
      shown = without(shown, 185, 191);
      shown = without(shown, 45, 55);
      assertArrayEquals(shown, Episode.seen(now.steps().get(t)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "include_cinert_in_observation, 218",
    "include_cvel_in_observation, 270",
    "include_qfrc_actuator_in_observation, 331",
    "include_cfrc_ext_in_observation, 270",
  })
  void eachBlockOfHumanoidsCanBeLeftOut(String keyword, int size) {
    assertEquals(size, size("Humanoid-v5", KeywordArguments.of(keyword, false)));
    assertEquals(size, size("HumanoidStandup-v5", KeywordArguments.of(keyword, false)));
  }

  @Test
  void doublePendulumShowsTheForceOnItsCartAlone() {
    assertBeginning("InvertedDoublePendulum", 9, 11);
  }

  @Test
  void reacherDoesNotShowTheHeightOfItsTip() {
    assertBeginning("Reacher", 10, 11);
  }

  @ParameterizedTest
  @CsvSource({"Swimmer, 2", "HumanoidStandup, 2", "HalfCheetah, 1"})
  void hiddenPositionsCanBeShown(String family, int hidden) {
    KeywordArguments shown =
        KeywordArguments.of("exclude_current_positions_from_observation", false);
    Episode episode = Episode.of(family + "-v5", shown);
    double[] all = Episode.seen(episode.last());
    assertEquals(Episode.told(episode.last(), "x_position"), all[0]);
    double[] rest = Arrays.copyOfRange(all, hidden, all.length);
    assertArrayEquals(rest, Episode.seen(Episode.of(family + "-v5").last()));
  }

  private static void assertBeginning(String family, int now, int old) {
    List<TimeStep> of4 = Episode.of(family + "-v4").steps();
    List<TimeStep> of5 = Episode.of(family + "-v5").steps();
    for (int t = 0; t < of5.size(); t++) {
      double[] all = Episode.seen(of4.get(t));
      assertEquals(old, all.length);
      assertArrayEquals(Arrays.copyOf(all, now), Episode.seen(of5.get(t)));
    }
  }

  private static double[] without(double[] values, int from, int to) {
    IntStream kept = IntStream.range(0, values.length).filter(i -> i < from || i >= to);
    return kept.mapToDouble(i -> values[i]).toArray();
  }

  private static int size(String id, KeywordArguments options) {
    return Episode.factory(id).spec(options).observationBox().size();
  }
}
