package io.papilio.expert.sac;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.tensorfile.CheckpointStore;
import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.env.PointEnvironment;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.expert.replay.ReplayBuffer;
import io.papilio.expert.replay.TransitionBatch;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollectorTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void valueGoesOnAfterATimeLimitAndEndsWithTheTask(int n) {
    ReplayBuffer buffer = new ReplayBuffer(2, 1, 10_000);
    Collector collector = collector(n, buffer, 0);
    for (int i = 0; i < 2000 / n; i++) {
      collector.explore();
    }
    TransitionBatch batch = new TransitionBatch(20_000, 2, 1);
    buffer.sample(NumpyGenerator.ofSeed(0), batch);
    int ended = 0;
    for (int i = 0; i < batch.size(); i++) {
      float x = batch.stateActions()[3 * i];
      float a = batch.stateActions()[3 * i + 2];
      float next = batch.nextStates()[2 * i];
      // x' = x + (2 a) / 2 in float64, at the end of an episode too; x, a and x' were rounded to
      // float32.
      assertEquals(x + a, next, 5e-7);
      boolean outside = Math.abs(next) > 2;
      assertEquals(outside ? 0 : 1, batch.continues()[i]);
      ended += outside ? 1 : 0;
    }
    int terminated = ended / 10;
    assertTrue(terminated > 10 && collector.episodes() > terminated + 10, "both ends happened");
  }

  @Test
  void lastReturnIsThatOfTheEpisodeThatEndedLast() {
    Collector collector = collector(1, new ReplayBuffer(2, 1, 100), 0);
    collector.explore();
    while (collector.episodes() < 3) {
      collector.step(new float[1]);
    }
    // Ten steps at the origin, where episodes after the first one begin.
    assertEquals(10, collector.lastReturn());
  }

  @Test
  void environmentsBeginAtSeedsOfTheirOwn() {
    ReplayBuffer buffer = new ReplayBuffer(2, 1, 3);
    collector(3, buffer, 0).explore();
    float[] all = states(buffer);
    Set<Float> starts = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      starts.add(all[3 * i]);
    }
    assertEquals(3, starts.size());
  }

  @Test
  void policyActsWithNoiseThatIsDrawnAnew() {
    Collector collector = collector(1, new ReplayBuffer(2, 1, 3), 0);
    NumpyGenerator generator = NumpyGenerator.ofSeed(0);
    ActionDraws draws = new ActionDraws(new SquashedGaussianActor(2, 1, 4, generator), 1);
    collector.choose(draws);
    float first = draws.actions()[0];
    // In the same state, since no step was taken.
    collector.choose(draws);
    assertNotEquals(first, draws.actions()[0]);
  }

  @Test
  void bufferHoldsActionsBetweenMinusOneAndOne() {
    ReplayBuffer buffer = new ReplayBuffer(2, 1, 10_000);
    Collector collector = collector(2, buffer, 3);
    for (int i = 0; i < 100; i++) {
      collector.explore();
    }
    for (int i = 2; i < 600; i += 3) {
      assertTrue(Math.abs(states(buffer)[i]) <= 1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void episodesAreReproducible(int n) {
    ReplayBuffer first = new ReplayBuffer(2, 1, 300);
    ReplayBuffer second = new ReplayBuffer(2, 1, 300);
    for (ReplayBuffer buffer : new ReplayBuffer[] {first, second}) {
      Collector collector = collector(n, buffer, 5);
      for (int i = 0; i < 100; i++) {
        collector.explore();
      }
    }
    assertArrayEquals(states(first), states(second));
  }

  @Test
  void restoredCollectorGoesOnInTheMiddleOfItsEpisodes() {
    ReplayBuffer unbroken = new ReplayBuffer(2, 1, 15);
    Collector collector = collector(3, unbroken, 5);
    for (int i = 0; i < 15; i++) {
      collector.explore();
    }
    TrainingState.Builder saved = TrainingState.builder().put(CheckpointStore.STEP, 45);
    collector.save(saved);
    ReplayBuffer resumed = new ReplayBuffer(2, 1, 15);
    Collector other = collector(3, resumed, 99);
    other.restore(saved.build());
    for (int i = 0; i < 5; i++) {
      collector.explore();
      other.explore();
    }
    assertArrayEquals(states(unbroken), states(resumed));
    assertEquals(collector.lastReturn(), other.lastReturn());
  }

  @Test
  void vectorWithAnotherAutoresetIsRejected() {
    VectorEnvironment nextStep = PointEnvironment.vector(1, AutoresetMode.NEXT_STEP);
    InvalidValueException rejection =
        assertThrows(
            InvalidValueException.class,
            () -> new Collector(nextStep, new ReplayBuffer(2, 1, 1), RandomStreams.of(0)));
    assertEquals("autoreset_mode: NEXT_STEP (expected: SAME_STEP)", rejection.getMessage());
  }

  private static Collector collector(int n, ReplayBuffer buffer, long seed) {
    return new Collector(
        PointEnvironment.vector(n, AutoresetMode.SAME_STEP), buffer, RandomStreams.of(seed));
  }

  private static float[] states(ReplayBuffer buffer) {
    TransitionBatch batch = new TransitionBatch(1000, 2, 1);
    buffer.sample(NumpyGenerator.ofSeed(0), batch);
    return batch.stateActions();
  }
}
