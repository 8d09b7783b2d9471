package io.papilio.envserver.locomotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.KeywordArguments;
import io.papilio.core.space.Tensor;
import io.papilio.envserver.locomotion.task.ControlCost;
import io.papilio.envserver.model.ModelLibrary;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How version 5 rewards and moves otherwise than version 4, by Gymnasium's version histories. */
class Version5RewardTest {

  @ParameterizedTest
  @CsvSource({"Hopper, 1, 1e-3", "Walker2d, 1, 1e-3", "Ant, 1, 0.5"})
  void fallIsPaidInVersion4Only(String family, double healthyReward, double controlCostWeight) {
    KeywordArguments easilyHurt = KeywordArguments.of("healthy_z_range", List.of(0.9, 1.25));
    KeywordArguments options =
        family.equals("Ant")
            ? KeywordArguments.of("healthy_z_range", List.of(0.6, 0.7))
            : easilyHurt;
    Episode old = Episode.of(family + "-v4", options);
    Episode now = Episode.of(family + "-v5", options);
    assertTrue(old.last().terminated() && now.last().terminated());
    assertEquals(0, Episode.told(now.last(), "reward_survive"));

    Tensor action = old.actions().get(old.steps().size() - 1);
    double control = new ControlCost(controlCostWeight).reward(action).getDouble(0);
    double forward = Episode.told(old.last(), "x_velocity");
    assertEquals((forward + healthyReward) + control, old.last().reward());
  }

  @Test
  void fallOfHumanoidIsPaidInVersion4Only() {
    Episode old = Episode.of("Humanoid-v4");
    Episode now = Episode.of("Humanoid-v5");
    assertTrue(old.last().terminated() && now.last().terminated());
    assertEquals(5, Episode.told(old.last(), "reward_alive"));
    assertEquals(0, Episode.told(now.last(), "reward_survive"));
    assertEquals(5, now.told(0, "reward_survive"));
  }

  @Test
  void fallenPoleIsPaidInVersion4Only() {
    KeywordArguments shaken = KeywordArguments.of("reset_noise_scale", 0.19);
    Episode now = Episode.of("InvertedPendulum-v5", shaken);
    assertTrue(now.last().terminated());
    assertEquals(0, now.last().reward());
    assertEquals(0, Episode.told(now.last(), "reward_survive"));
    Episode old = Episode.of("InvertedPendulum-v4");
    assertTrue(old.last().terminated());
    assertEquals(1, old.last().reward());
  }

  @Test
  void fallenPolesArePaidInVersion4Only() {
    Episode old = Episode.of("InvertedDoublePendulum-v4");
    Episode now = Episode.of("InvertedDoublePendulum-v5");
    assertTrue(old.last().terminated() && now.last().terminated());
    assertEquals(0, Episode.told(now.last(), "reward_survive"));
    double distance = Episode.told(now.last(), "distance_penalty");
    double velocity = Episode.told(now.last(), "velocity_penalty");
    assertEquals(0 + distance + velocity, now.last().reward());
    assertEquals(10 + distance + velocity, old.last().reward());
  }

  @Test
  void contactsAlwaysCostAntInVersion5() {
    Episode now = Episode.of("Ant-v5");
    assertTrue(now.steps().stream().anyMatch(step -> Episode.told(step, "reward_contact") < 0));
    List<Double> anyHeight = List.of(-10.0, 10.0);
    KeywordArguments free =
        new KeywordArguments(Map.of("healthy_z_range", anyHeight, "contact_cost_weight", 0.0));
    Episode old = Episode.of("Ant-v4", KeywordArguments.of("healthy_z_range", anyHeight));
    assertEquals(rewards(old), rewards(Episode.of("Ant-v5", free)));
  }

  @Test
  void contactsCostHumanoidInVersion5AsMuchAsTheRangeAllows() {
    Episode now = Episode.of("Humanoid-v5");
    assertTrue(now.steps().stream().anyMatch(step -> Episode.told(step, "reward_contact") < 0));
    Episode bounded =
        Episode.of("Humanoid-v5", KeywordArguments.of("contact_cost_range", List.of(2.0, 2.0)));
    assertEquals(-2, bounded.told(0, "reward_contact"));
    Episode free = Episode.of("Humanoid-v5", KeywordArguments.of("contact_cost_weight", 0));
    assertEquals(Episode.of("Humanoid-v4").steps().get(0).reward(), free.steps().get(0).reward());
  }

  @Test
  void reacherIsRewardedInVersion5ForWhereItArrives() {
    Episode old = Episode.of("Reacher-v4");
    Episode now = Episode.of("Reacher-v5");
    for (int t = 0; t + 1 < now.steps().size(); t++) {
      assertEquals(old.told(t + 1, "reward_dist"), now.told(t, "reward_dist"));
    }
  }

  @Test
  void pusherIsRewardedForWhereTheObjectArrives() {
    Episode now = Episode.of("Pusher-v5");
    for (int t = 0; t < now.steps().size(); t++) {
      double[] seen = Episode.seen(now.steps().get(t));
      assertEquals(-1 * distance(seen, 17, 20), now.told(t, "reward_dist"));
      assertEquals(-0.5 * distance(seen, 17, 14), now.told(t, "reward_near"));
    }
  }

  @Test
  void weightsOfRewardsAreKeywordsInVersion5() {
    Map<String, String> terms =
        Map.of(
            "reward_near_weight", "reward_near",
            "reward_dist_weight", "reward_dist",
            "reward_control_weight", "reward_ctrl");
    terms.forEach(
        (keyword, term) ->
            assertEquals(
                -0.0, Episode.of("Pusher-v5", KeywordArguments.of(keyword, 0)).told(0, term)));
    assertEquals(
        -0.0,
        Episode.of("Reacher-v5", KeywordArguments.of("reward_control_weight", 0))
            .told(0, "reward_ctrl"));
    Episode paidTwice =
        Episode.of("InvertedDoublePendulum-v5", KeywordArguments.of("healthy_reward", 20));
    assertEquals(20, paidTwice.told(0, "reward_survive"));
  }

  @Test
  void feetOfWalker2dGripAlikeInVersion5() {
    Episode old = Episode.of("Walker2d-v4");
    Episode slippery = Episode.of("Walker2d-v5", KeywordArguments.of("xml_file", "walker2d.xml"));
    Episode now = Episode.of("Walker2d-v5");
    assertEquals(observations(old), observations(slippery));
    assertNotEquals(observations(old), observations(now));
  }

  @Test
  void objectOfPusherHasTheDensityOfVersion5() {
    double volume = Math.PI * 0.05 * 0.05 * (2 * 0.05);
    double mass =
        new ModelLibrary().with("pusher_v5.xml", model -> model.bodyMasses()[model.body("object")]);
    // Four roundings of the product.
    assertEquals(0.01, mass / volume, 1e-16);
  }

  private static List<Double> rewards(Episode episode) {
    return episode.steps().stream().map(step -> step.reward()).toList();
  }

  private static List<?> observations(Episode episode) {
    return episode.steps().stream().map(step -> step.observation()).toList();
  }

  private static double distance(double[] seen, int a, int b) {
    double sum = 0;
    for (int axis = 0; axis < 3; axis++) {
      double difference = seen[a + axis] - seen[b + axis];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }
}
