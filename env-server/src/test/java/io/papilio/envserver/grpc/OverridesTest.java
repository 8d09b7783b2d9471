package io.papilio.envserver.grpc;

import static io.papilio.core.env.Failures.assertFails;
import static io.papilio.core.env.Failures.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.protobuf.Struct;
import io.papilio.core.env.Environment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Reason;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.space.Tensor;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorResetRequest;
import io.papilio.core.vector.VectorTimeStep;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.protocol.client.EnvironmentChannel;
import io.papilio.protocol.client.RemoteEnvironment;
import io.papilio.protocol.client.RemoteVectorEnvironment;
import io.papilio.protocol.codec.OptionsCodec;
import io.papilio.protocol.v1.OpenRequest;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Vectors whose environments have different keywords. */
class OverridesTest {
  private static final String ID = "Hopper-v5";
  private static final KeywordArguments SHARED = KeywordArguments.of("max_episode_steps", 40);
  private static final List<KeywordArguments> OVERRIDES =
      List.of(
          KeywordArguments.of("forward_reward_weight", 3),
          KeywordArguments.NONE,
          KeywordArguments.of("ctrl_cost_weight", .5));

  private EnvServer server;
  private EnvironmentChannel channel;

  @BeforeEach
  void start() {
    server = EnvServer.startInProcess(EnvServerConfig.DEFAULTS, EnvironmentCatalog.standard());
    channel = EnvironmentChannel.inProcess(server.target());
  }

  @AfterEach
  void stop() {
    channel.close();
    server.close();
  }

  private VectorEnvironment vector(List<KeywordArguments> overrides) {
    return new RemoteVectorEnvironment(
        channel, ID, SHARED, overrides, AutoresetMode.NEXT_STEP, Optional.empty(), List.of());
  }

  private static Tensor actions(int step) {
    float a = (float) Math.sin(step);
    return Tensor.float32(new float[] {a, -a, .5f, a, -a, .5f, a, -a, .5f}, 3, 3);
  }

  private static Tensor action(int step) {
    float a = (float) Math.sin(step);
    return Tensor.float32(new float[] {a, -a, .5f});
  }

  private List<Double> rewardsOfOne(KeywordArguments options, int steps) {
    try (Environment hopper = new RemoteEnvironment(channel, ID, options)) {
      hopper.reset(ResetRequest.seeded(7));
      return IntStream.range(0, steps).mapToObj(t -> hopper.step(action(t)).reward()).toList();
    }
  }

  private void assertRejected(String subject, KeywordArguments... overrides) {
    assertInvalid(subject, () -> vector(List.of(overrides)));
  }

  @Test
  void rewardsAreThoseOfSingleEnvironmentsBitForBit() {
    int steps = 10; // All within the first episode.
    List<VectorTimeStep> batches = new ArrayList<>();
    try (VectorEnvironment hoppers = vector(OVERRIDES)) {
      BigInteger seed = BigInteger.valueOf(7);
      hoppers.reset(VectorResetRequest.seeded(List.of(seed, seed, seed)));
      for (int t = 0; t < steps; t++) {
        batches.add(hoppers.step(actions(t)));
      }
    }
    List<List<Double>> distinct = new ArrayList<>();
    for (int i = 0; i < OVERRIDES.size(); i++) {
      int index = i;
      List<Double> expected = rewardsOfOne(SHARED.overriddenBy(OVERRIDES.get(i)), steps);
      assertEquals(
          expected, batches.stream().map(step -> step.rewards().getDouble(index)).toList());
      distinct.add(expected);
    }
    assertEquals(3, distinct.stream().distinct().count());
  }

  @Test
  void everyEnvironmentHasItsOwnTimeLimit() {
    KeywordArguments none = KeywordArguments.of("terminate_when_unhealthy", false);
    KeywordArguments two = none.overriddenBy(KeywordArguments.of("max_episode_steps", 2));
    try (VectorEnvironment hoppers = vector(List.of(none, two, none))) {
      hoppers.reset(VectorResetRequest.seeded(BigInteger.ONE, 3));
      hoppers.step(actions(0));
      VectorTimeStep step = hoppers.step(actions(1));
      assertEquals(List.of(false, true, false), Stream.of(0, 1, 2).map(step::isLast).toList());
      assertEquals(OptionalInt.of(40), hoppers.spec().maxEpisodeSteps());
    }
  }

  @Test
  void restoreAndForkBetweenDifferentKeywordsAreRejectedAndChangeNothing() {
    try (VectorEnvironment hoppers = vector(OVERRIDES);
        VectorEnvironment same = vector(OVERRIDES)) {
      hoppers.reset(VectorResetRequest.seeded(BigInteger.ONE, 3));
      hoppers.step(actions(0));
      List<byte[]> kept = hoppers.snapshot();
      assertFails(Reason.SNAPSHOT_MISMATCH, () -> hoppers.fork(new int[] {0, 2, 2}));
      List<byte[]> swapped = List.of(kept.get(1), kept.get(0), new byte[0]);
      assertFails(Reason.SNAPSHOT_MISMATCH, () -> hoppers.restore(swapped));
      same.restore(kept);
      assertEquals(same.step(actions(1)), hoppers.step(actions(1)));
    }
  }

  @Test
  void forkThatFailsHalfwayChangesNothing() {
    List<KeywordArguments> overrides =
        List.of(
            KeywordArguments.NONE,
            KeywordArguments.NONE,
            KeywordArguments.of("reset_noise_scale", 0));
    try (VectorEnvironment hoppers = vector(overrides);
        VectorEnvironment same = vector(overrides)) {
      hoppers.reset(VectorResetRequest.seeded(BigInteger.ONE, 3));
      same.reset(VectorResetRequest.seeded(BigInteger.ONE, 3));
      assertFails(Reason.SNAPSHOT_MISMATCH, () -> hoppers.fork(new int[] {1, 1, 1}));
      assertEquals(same.step(actions(0)), hoppers.step(actions(0)));
      hoppers.fork(new int[] {1, 1, 2});
      assertNotEquals(same.step(actions(1)), hoppers.step(actions(1)));
    }
  }

  @Test
  void badOverridesAreRejected() {
    assertRejected("keyword argument", KeywordArguments.NONE, KeywordArguments.of("gravity", 1));
    assertRejected(
        "observation space",
        KeywordArguments.NONE,
        KeywordArguments.of("exclude_current_positions_from_observation", false));
    assertRejected("num_envs");
  }

  @Test
  void overridesOfAnotherNumberAreRejected() {
    OpenRequest request =
        OpenRequest.newBuilder().addOverrides(Struct.getDefaultInstance()).build();
    assertInvalid("overrides", () -> OptionsCodec.ofEach(request, 2));
    assertEquals(List.of(KeywordArguments.NONE), OptionsCodec.ofEach(request, 1));
  }
}
