package io.papilio.core.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.space.Box;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The memory of actors, with observations of one number in two rows: 1, 2, ... in row 0 and 10, 20,
 * ... in row 1.
 */
class ActorMemoryTest {
  private static final List<BigInteger> SEEDS = List.of(BigInteger.ZERO, BigInteger.ONE);
  private static final Box BOUNDS = Box.float32(1, -5, 5);

  /** What the network has seen, a row after the other. */
  private final List<float[]> seen = new ArrayList<>();

  @Test
  void previousActionIsZeroAtFirstAndThenTheClippedOne() {
    Actor actor = actor(2, 1, true, 1, 1);
    // The network takes its first input, the observation, as action: 1 and 10, which is clipped.
    assertActions(actor, 1, 1, 5);
    assertActions(actor, 2, 2, 5);
    assertSeen(new float[] {1, 0}, new float[] {10, 0}, new float[] {2, 1}, new float[] {20, 5});
  }

  @Test
  void executedActionsReplaceThosesThatWereChosen() {
    Actor actor = actor(2, 1, true, 1, 1);
    act(actor, 1);
    actor.executed(Tensor.float64(new double[] {-0.5, 0.25}, 2, 1));
    act(actor, 2);
    assertSeen(
        new float[] {1, 0}, new float[] {10, 0}, new float[] {2, -0.5f}, new float[] {20, 0.25f});
  }

  @Test
  void historyHasTheOldestPairFirstAndZerosBeforeTheEpisode() {
    Actor actor = actor(6, 1, true, 3, 1);
    for (int t = 1; t <= 4; t++) {
      act(actor, t);
    }
    assertArrayEquals(new float[] {0, 0, 0, 0, 1, 0}, seen.get(0));
    assertArrayEquals(new float[] {0, 0, 1, 0, 2, 0}, seen.get(2));
    // Actions are the first input: 0 until the first observation is the oldest one, 1.
    assertArrayEquals(new float[] {1, 0, 2, 0, 3, 0}, seen.get(4));
    assertArrayEquals(new float[] {2, 0, 3, 0, 4, 1}, seen.get(6));
    assertArrayEquals(new float[] {20, 0, 30, 0, 40, 5}, seen.get(7));
  }

  @Test
  void restartOfOneRowForgetsThatRowAlone() {
    Actor actor = actor(6, 1, true, 3, 1);
    for (int t = 1; t <= 4; t++) {
      act(actor, t);
    }
    actor.restart(1, BigInteger.TWO);
    act(actor, 5);
    assertArrayEquals(new float[] {3, 0, 4, 1, 5, 2}, seen.get(8));
    assertArrayEquals(new float[] {0, 0, 0, 0, 50, 0}, seen.get(9));
  }

  @Test
  void windowThatWasSeenDoesNotChangeAfterwards() {
    List<Tensor> windows = new ArrayList<>();
    StatelessPolicy spy =
        window -> {
          windows.add(window);
          return Tensor.float32(new float[2], 2, 1);
        };
    Actor actor = new HistoryActor(spy.begin(SEEDS), 2, 2, List.of(), 1, 0);
    act(actor, 1);
    actor.restart(0, BigInteger.TEN);
    act(actor, 2);
    assertEquals(
        List.of(
            Tensor.float32(new float[] {0, 1, 0, 10}, 2, 2, 1),
            Tensor.float32(new float[] {0, 2, 10, 20}, 2, 2, 1)),
        windows);
  }

  @Test
  void chunkIsExecutedToItsEndBeforeTheNextIsChosen() {
    // The chunk is x, x / 2, x / 4 of the observation x at its beginning.
    Actor actor = actor(1, 3, false, 1, 3);
    assertActions(actor, 1, 1, 5);
    assertActions(actor, 2, 0.5f, 5);
    assertActions(actor, 3, 0.25f, 2.5f);
    assertActions(actor, 4, 4, 5);
    assertSeen(new float[] {1}, new float[] {10}, new float[] {4}, new float[] {40});
  }

  @Test
  void restartedRowBeginsAChunkWhileTheOthersEndTheirs() {
    Actor actor = actor(1, 3, false, 1, 3);
    assertActions(actor, 1, 1, 5);
    actor.restart(0, BigInteger.TWO);
    assertActions(actor, 2, 2, 5);
    assertActions(actor, 3, 1, 2.5f);
    assertActions(actor, 4, 0.5f, 5);
    assertActions(actor, 5, 5, 5);
    assertSeen(
        new float[] {1}, new float[] {10}, new float[] {2}, new float[] {40}, new float[] {5});
  }

  @Test
  void historyGrowsWhileAChunkIsExecuted() {
    Actor actor = actor(4, 2, true, 2, 2);
    for (int t = 1; t <= 3; t++) {
      act(actor, t);
    }
    // Chunks are the oldest observation, 0, and its half; then the pairs of steps 2 and 3.
    assertSeen(
        new float[] {0, 0, 1, 0},
        new float[] {0, 0, 10, 0},
        new float[] {2, 0, 3, 0},
        new float[] {20, 0, 30, 0});
  }

  @Test
  void observationsOfAnotherSizeAreRejected() {
    Actor actor = actor(6, 1, true, 3, 1);
    var error =
        assertThrows(
            InvalidValueException.class, () -> actor.act(Tensor.float32(new float[4], 2, 2)));
    assertEquals("observations: float32 [2, 2] (expected: [2, 1])", error.getMessage());
  }

  @Test
  void randomActionsBelongToTheSeedOfTheirEpisode() {
    Box space = Box.float32(3, -2, 2);
    RandomPolicy policy = new RandomPolicy(space, 7);
    BigInteger seven = BigInteger.valueOf(7);
    BigInteger nine = BigInteger.valueOf(9);
    Actor both = policy.begin(List.of(seven, nine));
    Actor alone = policy.begin(List.of(nine));
    Tensor first = act(both, 1);
    assertEquals(first.row(1), alone.act(Tensor.float32(new float[1], 1, 1)).row(0));
    assertNotEquals(first.row(0), first.row(1));
    both.restart(0, nine);
    Tensor second = act(both, 2);
    assertEquals(first.row(1), second.row(0));
    assertEquals(alone.act(Tensor.float32(new float[1], 1, 1)).row(0), second.row(1));
    space.check("action", second.row(0));
  }

  /** Acts by a network that notes what it sees; its outputs are input 0, its half, its quarter. */
  private Actor actor(
      int inputSize, int outputSize, boolean previousAction, int history, int chunk) {
    Network network =
        new RowNetwork(
            inputSize,
            outputSize,
            in -> {
              seen.add(in);
              float[] out = new float[outputSize];
              for (int i = 0; i < outputSize; i++) {
                out[i] = in[0] / (1 << i);
              }
              return out;
            });
    var binding = new PolicyBinding(List.of(), previousAction, history, chunk, OutputMapping.CLIP);
    return new NetworkPolicy(network, binding, BOUNDS).begin(SEEDS);
  }

  private static Tensor act(Actor actor, float t) {
    return actor.act(Tensor.float32(new float[] {t, 10 * t}, 2, 1));
  }

  private static void assertActions(Actor actor, float t, float first, float second) {
    assertEquals(Tensor.float32(new float[] {first, second}, 2, 1), act(actor, t));
  }

  private void assertSeen(float[]... expected) {
    assertArrayEquals(expected, seen.toArray(float[][]::new));
  }
}
