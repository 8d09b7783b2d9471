package io.papilio.envserver.locomotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.Info;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.envserver.locomotion.task.ControlCost;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What version 5 tells and takes otherwise than version 4, by Gymnasium's version histories. */
class Version5InfoTest {
  private static final List<String> RUNNERS =
      List.of("Hopper", "Walker2d", "HalfCheetah", "Swimmer", "Ant", "Humanoid", "HumanoidStandup");

  static List<String> runners() {
    return RUNNERS;
  }

  static Stream<String> families() {
    return Stream.concat(
        RUNNERS.stream(), Stream.of("InvertedPendulum", "InvertedDoublePendulum", "Reacher"));
  }

  @ParameterizedTest
  @MethodSource("runners")
  void resetTellsTheStateAsStepsDoInVersion5(String family) {
    assertEquals(Info.EMPTY, Episode.of(family + "-v4").first().info());
    Episode now = Episode.of(family + "-v5");
    var told = now.first().info().columns().keySet();
    assertTrue(told.contains("x_position"));
    assertTrue(now.last().info().columns().keySet().containsAll(told));
  }

  @ParameterizedTest
  @CsvSource({
    "Hopper-v4, ''",
    "Hopper-v5, reward_forward reward_ctrl reward_survive",
    "Walker2d-v4, ''",
    "Walker2d-v5, reward_forward reward_ctrl reward_survive",
    "HalfCheetah-v4, reward_run reward_ctrl",
    "HalfCheetah-v5, reward_forward reward_ctrl",
    "Swimmer-v4, reward_fwd reward_ctrl forward_reward",
    "Swimmer-v5, reward_forward reward_ctrl",
    "Ant-v4, reward_forward reward_ctrl reward_survive forward_reward",
    "Ant-v5, reward_forward reward_ctrl reward_contact reward_survive",
    "Humanoid-v4, reward_linvel reward_quadctrl reward_alive forward_reward",
    "Humanoid-v5, reward_survive reward_forward reward_ctrl reward_contact",
    "InvertedPendulum-v4, ''",
    "InvertedPendulum-v5, reward_survive",
    "InvertedDoublePendulum-v4, ''",
    "InvertedDoublePendulum-v5, reward_survive distance_penalty velocity_penalty",
    "Pusher-v5, reward_dist reward_ctrl reward_near",
  })
  void termsOfTheRewardHaveTheNamesOfTheirVersion(String id, String names) {
    String told =
        Episode.of(id).last().info().columns().keySet().stream()
            .filter(name -> name.contains("reward") || name.contains("penalty"))
            .collect(Collectors.joining(" "));
    assertEquals(names, told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ant", "Humanoid"})
  void placeIsThatOfTheRootJointInVersion5(String family) {
    KeywordArguments shown =
        KeywordArguments.of("exclude_current_positions_from_observation", false);
    TimeStep now = Episode.of(family + "-v5", shown).last();
    assertEquals(Episode.seen(now)[0], Episode.told(now, "x_position"));
    assertEquals(Episode.seen(now)[1], Episode.told(now, "y_position"));
    TimeStep old = Episode.of(family + "-v4", shown).last();
    assertNotEquals(Episode.seen(old)[0], Episode.told(old, "x_position"));
  }

  @Test
  void controlRewardOfAntIsThePriceOfItsActionInVersion5() {
    Episode now = Episode.of("Ant-v5");
    Tensor price = new ControlCost(0.5).reward(now.actions().get(0));
    assertEquals(price, now.steps().get(0).info().columns().get("reward_ctrl"));
    Episode old = Episode.of("Ant-v4", KeywordArguments.of("use_contact_forces", true));
    assertEquals(now.told(0, "reward_contact"), old.told(0, "reward_ctrl"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Humanoid-v5", "HumanoidStandup-v5"})
  void tendonsFromHipsToKneesAreTold(String id) {
    TimeStep first = Episode.of(id).first();
    double[] seen = Episode.seen(first);
    // The observation leaves out two of qpos; 16 and 12 are the hips' y, the knees follow.
    double[] lengths = {seen[15] - seen[14], seen[11] - seen[10]};
    assertEquals(Tensor.float64(lengths), first.info().columns().get("tendon_length"));
    assertEquals(List.of(2), first.info().columns().get("tendon_velocity").shape());
  }

  @ParameterizedTest
  @CsvSource({"Hopper-v5, 1.25", "Walker2d-v5, 1.25", "HumanoidStandup-v5, 0.105"})
  void heightAboveTheInitialOneIsTold(String id, double initial) {
    TimeStep last = Episode.of(id).last();
    assertEquals(Episode.seen(last)[0] - initial, Episode.told(last, "z_distance_from_origin"));
  }

  @ParameterizedTest
  @MethodSource("families")
  void timeCameraAndModelAreKeywordsOfVersion5(String family) {
    assertOfVersion5Only(family, KeywordArguments.of("frame_skip", 1));
    assertOfVersion5Only(
        family, KeywordArguments.of("default_camera_config", Map.of("distance", 3.0)));
    if (!family.equals("Ant")) {
      assertRejected(family + "-v4", KeywordArguments.of("xml_file", "ant.xml"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Ant, main_body",
    "Ant, forward_reward_weight",
    "Humanoid, contact_cost_weight",
    "HumanoidStandup, uph_cost_weight",
    "HumanoidStandup, ctrl_cost_weight",
    "HumanoidStandup, impact_cost_weight",
    "HumanoidStandup, reset_noise_scale",
    "InvertedPendulum, reset_noise_scale",
    "InvertedDoublePendulum, reset_noise_scale",
    "InvertedDoublePendulum, healthy_reward",
    "Reacher, reward_dist_weight",
    "Reacher, reward_control_weight",
  })
  void keywordIsOfVersion5Only(String family, String keyword) {
    assertOfVersion5Only(family, KeywordArguments.of(keyword, 2));
  }

  @Test
  void contactForcesOfAntAreNoKeywordOfVersion5() {
    assertRejected("Ant-v5", KeywordArguments.of("use_contact_forces", true));
  }

  private static void assertOfVersion5Only(String family, KeywordArguments options) {
    assertEquals(family + "-v5", Episode.factory(family + "-v5").spec(options).id());
    assertRejected(family + "-v4", options);
  }

  private static void assertRejected(String id, KeywordArguments options) {
    assertThrows(InvalidValueException.class, () -> Episode.factory(id).spec(options), id);
  }
}
