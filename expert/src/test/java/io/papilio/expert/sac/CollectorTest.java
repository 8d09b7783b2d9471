package io.papilio.expert.sac;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.expert.replay.ReplayBuffer;
import io.papilio.expert.replay.TransitionBatch;
import org.junit.jupiter.api.Test;

class CollectorTest {
  @Test
  void valueGoesOnAfterATimeLimitAndEndsWithTheTask() {
    ReplayBuffer buffer = new ReplayBuffer(2, 1, 10_000);
    Collector collector = new Collector(PointEnvironment.guarded(), buffer, RandomStreams.of(0));
    int length = 0;
    int terminated = 0;
    for (int i = 0; i < 2000; i++) {
      collector.explore();
      length++;
      if (!collector.isUnderWay()) {
        terminated += length < PointEnvironment.TIME_LIMIT ? 1 : 0;
        length = 0;
      }
    }
    assertTrue(terminated > 10 && collector.episodes() > terminated + 10, "both ends happened");
    TransitionBatch batch = new TransitionBatch(20_000, 2, 1);
    buffer.sample(NumpyGenerator.ofSeed(0), batch);
    boolean ended = false;
    for (int i = 0; i < batch.size(); i++) {
      boolean outside = Math.abs(batch.nextStates()[2 * i]) > 2;
      assertEquals(outside ? 0 : 1, batch.continues()[i]);
      ended |= outside;
    }
    assertTrue(ended);
  }

  @Test
  void bufferHoldsActionsBetweenMinusOneAndOne() {
    ReplayBuffer buffer = new ReplayBuffer(2, 1, 1);
    Collector collector = new Collector(PointEnvironment.guarded(), buffer, RandomStreams.of(3));
    collector.explore();
    TransitionBatch batch = new TransitionBatch(1, 2, 1);
    buffer.sample(NumpyGenerator.ofSeed(0), batch);
    float x = batch.stateActions()[0];
    float a = batch.stateActions()[1 + 1];
    // x' = x + (2 a) / 2 in float64; x, a and x' were rounded to float32.
    assertEquals(x + a, batch.nextStates()[0], 2e-7);
  }

  @Test
  void episodesAreReproducible() {
    ReplayBuffer first = new ReplayBuffer(2, 1, 100);
    ReplayBuffer second = new ReplayBuffer(2, 1, 100);
    for (ReplayBuffer buffer : new ReplayBuffer[] {first, second}) {
      Collector collector = new Collector(PointEnvironment.guarded(), buffer, RandomStreams.of(5));
      assertFalse(collector.isUnderWay());
      for (int i = 0; i < 100; i++) {
        collector.explore();
      }
    }
    assertArrayEquals(states(first), states(second));
  }

  private static float[] states(ReplayBuffer buffer) {
    TransitionBatch batch = new TransitionBatch(1000, 2, 1);
    buffer.sample(NumpyGenerator.ofSeed(0), batch);
    return batch.stateActions();
  }
}
