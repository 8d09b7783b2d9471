package io.papilio.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.core.space.Box;
import io.papilio.core.space.Discrete;
import io.papilio.core.space.Tensor;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class GreedyPolicyTest {
  private static final List<BigInteger> SEEDS = List.of(BigInteger.ZERO, BigInteger.ONE);

  @Test
  void theFirstOfTheGreatestLogitsIsTheAction() {
    StatelessPolicy logits = observations -> Tensor.float64(new double[] {1, 3, 3, 2, 2, 1}, 2, 3);
    Actor actor = new GreedyPolicy(logits, new Discrete(3, 5)).begin(SEEDS);
    assertEquals(Tensor.int64(new long[] {6, 5}), actor.act(Tensor.float32(new float[2], 2, 1)));
  }

  @Test
  void restartsReachTheLogits() {
    // The logits of chunks: 0, 1 in the first step of a chunk and 1, 0 in the second.
    Network chunks = new RowNetwork(1, 4, in -> new float[] {0, 1, 1, 0});
    var binding = new PolicyBinding(List.of(), false, 1, 2, OutputMapping.IDENTITY);
    Policy logits = new NetworkPolicy(chunks, binding, Box.unbounded(2));
    Actor actor = new GreedyPolicy(logits, new Discrete(2, 0)).begin(SEEDS);
    Tensor observations = Tensor.float32(new float[2], 2, 1);
    assertEquals(Tensor.int64(new long[] {1, 1}), actor.act(observations));
    actor.restart(1, BigInteger.TWO);
    assertEquals(Tensor.int64(new long[] {0, 1}), actor.act(observations));
  }
}
