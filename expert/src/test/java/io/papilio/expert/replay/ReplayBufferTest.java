package io.papilio.expert.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.validation.InvalidValueException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReplayBufferTest {
  /** More than one chunk. */
  private static final int CAPACITY = 20_000;

  @Test
  void sampleTakesWholeTransitions() {
    ReplayBuffer buffer = filled(3, 3);
    TransitionBatch batch = sample(buffer, 100, 1);
    for (int i = 0; i < batch.size(); i++) {
      float k = batch.rewards()[i];
      assertArrayEquals(
          new float[] {k, 10 * k, k / 2},
          Arrays.copyOfRange(batch.stateActions(), 3 * i, 3 * i + 3));
      assertArrayEquals(
          new float[] {k + 1, 10 * k + 10},
          Arrays.copyOfRange(batch.nextStates(), 2 * i, 2 * i + 2));
      assertEquals(k % 2 == 0 ? 0 : 1, batch.continues()[i]);
    }
  }

  @Test
  void sampleReachesEveryTransition() {
    assertEquals(Set.of(0f, 1f, 2f), rewards(filled(3, 5)));
  }

  @Test
  void fullRingForgetsTheOldest() {
    assertEquals(Set.of(2f, 3f, 4f), rewards(filled(5, 3)));
  }

  @Test
  void restoredBufferGivesTheSameMinibatches() {
    ReplayBuffer buffer = filled(CAPACITY + 7, CAPACITY);
    TrainingState.Builder state = TrainingState.builder();
    buffer.save("replay", state);
    ReplayBuffer restored = new ReplayBuffer(2, 1, CAPACITY);
    restored.restore("replay", state.build());
    add(buffer, 5);
    add(restored, 5);
    assertEquals(CAPACITY, restored.size());
    assertArrayEquals(
        sample(buffer, 2000, 9).stateActions(), sample(restored, 2000, 9).stateActions());
  }

  @Test
  void emptyBufferCannotBeSampled() {
    ReplayBuffer buffer = new ReplayBuffer(2, 1, 3);
    assertThrows(InvalidValueException.class, () -> sample(buffer, 1, 0));
  }

  @Test
  void transitionOfAnotherSizeIsRejected() {
    ReplayBuffer buffer = new ReplayBuffer(2, 1, 3);
    InvalidValueException rejection =
        assertThrows(
            InvalidValueException.class,
            () -> buffer.add(new float[3], new float[1], 0, new float[2], false));
    assertEquals("state: size 3 (expected: 2)", rejection.getMessage());
  }

  private static ReplayBuffer filled(int transitions, int capacity) {
    ReplayBuffer buffer = new ReplayBuffer(2, 1, capacity);
    for (int k = 0; k < transitions; k++) {
      add(buffer, k);
    }
    return buffer;
  }

  /** The transition k: every part of it tells which one it is. */
  private static void add(ReplayBuffer buffer, int k) {
    float[] state = {k, 10 * k};
    float[] next = {k + 1, 10 * k + 10};
    buffer.add(state, new float[] {k / 2f}, k, next, k % 2 == 0);
  }

  private static TransitionBatch sample(ReplayBuffer buffer, int size, long seed) {
    TransitionBatch batch = new TransitionBatch(size, 2, 1);
    buffer.sample(NumpyGenerator.ofSeed(seed), batch);
    return batch;
  }

  private static Set<Float> rewards(ReplayBuffer buffer) {
    Set<Float> rewards = new TreeSet<>();
    for (float reward : sample(buffer, 200, 3).rewards()) {
      rewards.add(reward);
    }
    return rewards;
  }
}
