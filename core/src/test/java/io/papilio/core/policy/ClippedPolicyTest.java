package io.papilio.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.papilio.core.space.Box;
import io.papilio.core.space.DType;
import io.papilio.core.space.Discrete;
import io.papilio.core.space.Tensor;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClippedPolicyTest {
  private static final Tensor SEEN = Tensor.float32(new float[2], 2, 1);
  private static final List<BigInteger> SEEDS = List.of(BigInteger.ONE, BigInteger.TWO);

  @Test
  void actionsOutsideTheBoxAreMovedToItsEdge() {
    Tensor chosen = Tensor.float32(new float[] {-3, 0.25f, 0.5f, 7}, 2, 2);
    StatelessPolicy policy = observations -> chosen;
    assertEquals(
        Tensor.float32(new float[] {-1, 0.25f, 0.5f, 1}, 2, 2),
        policy.within(Box.float32(2, -1, 1)).begin(SEEDS).act(SEEN));
  }

  @Test
  void actionsOfDoublePrecisionKeepIt() {
    Tensor chosen = Tensor.float64(new double[] {0.1, 1.1}, 2, 1);
    StatelessPolicy policy = observations -> chosen;
    assertEquals(
        Tensor.float64(new double[] {0.1, 1}, 2, 1),
        policy.within(Box.float32(1, -1, 1)).begin(SEEDS).act(SEEN));
  }

  @Test
  void discreteActionsStayAsTheyAre() {
    StatelessPolicy policy = observations -> Tensor.int64(new long[] {5}, 1);
    assertSame(policy, policy.within(new Discrete(3, 0, DType.INT64)));
  }

  @Test
  void theMemoryHasTheClippedActionsAndHearsOfRestarts() {
    List<String> heard = new ArrayList<>();
    Policy spy =
        seeds ->
            new Actor() {
              @Override
              public Tensor act(Tensor observations) {
                return Tensor.float32(new float[] {-3, 0.5f}, 2, 1);
              }

              @Override
              public void executed(Tensor actions) {
                heard.add("executed " + actions.getDouble(0) + " " + actions.getDouble(1));
              }

              @Override
              public void restart(int row, BigInteger seed) {
                heard.add("restart " + row + " " + seed);
              }
            };
    Actor actor = spy.within(Box.float32(1, -1, 1)).begin(SEEDS);
    actor.act(SEEN);
    actor.executed(Tensor.float32(new float[] {7, 8}, 2, 1));
    actor.restart(1, BigInteger.TEN);
    assertEquals(List.of("executed -1.0 0.5", "executed 7.0 8.0", "restart 1 10"), heard);
  }
}
