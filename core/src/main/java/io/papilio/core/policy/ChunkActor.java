package io.papilio.core.policy;

import io.papilio.core.space.Tensor;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Executes chunks of actions open loop: a row's chunk is executed to its end before the next one is
 * chosen, whatever is observed meanwhile.
 *
 * <p>Source: "Action Chunking and Exploratory Data Collection" (arXiv 2507.09061).
 */
final class ChunkActor implements Actor {
  private final StatelessPolicy chunks;
  // Of each row, the actions that are still to be executed.
  private List<Deque<Tensor>> pending;

  /**
   * @param chunks chooses l actions for each row. Shape: [rows, l, ...]
   */
  ChunkActor(StatelessPolicy chunks, int n) {
    this.chunks = chunks;
    pending = Stream.<Deque<Tensor>>generate(ArrayDeque::new).limit(n).toList();
  }

  @Override
  public Tensor act(Tensor observations) {
    int[] due =
        IntStream.range(0, pending.size()).filter(row -> pending.get(row).isEmpty()).toArray();
    if (due.length > 0) {
      Tensor chosen =
          chunks.act(Tensor.stack(IntStream.of(due).mapToObj(observations::row).toList()));
      for (int i = 0; i < due.length; i++) {
        Deque<Tensor> chunk = pending.get(due[i]);
        chosen.row(i).rows().forEach(action -> chunk.add(action.asTensor()));
      }
    }
    return Tensor.stack(pending.stream().map(Deque::remove).toList());
  }

  @Override
  public void restart(int row, BigInteger seed) {
    pending.get(row).clear();
  }

  @Override
  public void keep(int[] rows) {
    pending = IntStream.of(rows).mapToObj(pending::get).toList();
  }
}
