package io.papilio.core.policy;

import io.papilio.core.space.DType;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.Require;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Feeds another actor windows instead of observations: the newest L pairs of an observation and the
 * action before it, the oldest pair first, as float32. Before the first step of an episode all
 * numbers are zero.
 */
final class HistoryActor implements Actor {
  private final Actor inner;
  private int n;
  private final List<Integer> columns;
  private final int[] seen;
  private final int actionSize;
  private List<Integer> shape;
  private float[] previousActions;
  // Never written to again once the inner actor has seen it.
  private ByteBuffer window;

  /**
   * @param inner sees windows. Shape: [n, history, observationSize + actionSize]
   * @param columns of the observation that are seen; empty for all
   * @param observationSize number of values of an observation that are seen
   * @param actionSize number of values of the previous action that are seen
   */
  HistoryActor(
      Actor inner, int n, int history, List<Integer> columns, int observationSize, int actionSize) {
    this.inner = inner;
    this.n = n;
    this.columns = columns;
    seen =
        columns.isEmpty()
            ? IntStream.range(0, observationSize).toArray()
            : columns.stream().mapToInt(Integer::intValue).toArray();
    this.actionSize = actionSize;
    shape = List.of(n, history, observationSize + actionSize);
    previousActions = new float[n * actionSize];
    window = ByteBuffer.allocate(n * history * pairBytes());
  }

  @Override
  public Tensor act(Tensor observations) {
    int width = width(observations);
    ByteBuffer next = ByteBuffer.allocate(window.capacity()).order(ByteOrder.LITTLE_ENDIAN);
    int rowBytes = window.capacity() / n;
    int kept = rowBytes - pairBytes();
    for (int row = 0; row < n; row++) {
      next.put(row * rowBytes, window, row * rowBytes + pairBytes(), kept);
      next.position(row * rowBytes + kept);
      for (int column : seen) {
        next.putFloat((float) observations.getDouble(row * width + column));
      }
      for (int i = 0; i < actionSize; i++) {
        next.putFloat(previousActions[row * actionSize + i]);
      }
    }
    window = next.clear();
    Tensor actions = inner.act(Tensor.wrap(DType.FLOAT32, shape, window));
    remember(actions);
    return actions;
  }

  @Override
  public void executed(Tensor actions) {
    remember(actions);
    inner.executed(actions);
  }

  @Override
  public void restart(int row, BigInteger seed) {
    int rowBytes = window.capacity() / n;
    ByteBuffer next = ByteBuffer.allocate(window.capacity()).put(window.duplicate()).clear();
    next.put(row * rowBytes, new byte[rowBytes]);
    window = next;
    for (int i = 0; i < actionSize; i++) {
      previousActions[row * actionSize + i] = 0;
    }
    inner.restart(row, seed);
  }

  @Override
  public void keep(int[] rows) {
    int rowBytes = window.capacity() / n;
    ByteBuffer next = ByteBuffer.allocate(rows.length * rowBytes);
    float[] actions = new float[rows.length * actionSize];
    for (int i = 0; i < rows.length; i++) {
      next.put(i * rowBytes, window, rows[i] * rowBytes, rowBytes);
      System.arraycopy(previousActions, rows[i] * actionSize, actions, i * actionSize, actionSize);
    }
    window = next;
    previousActions = actions;
    n = rows.length;
    shape = List.of(n, shape.get(1), shape.get(2));
    inner.keep(rows);
  }

  private int pairBytes() {
    return (seen.length + actionSize) * Float.BYTES;
  }

  private void remember(Tensor actions) {
    if (actionSize > 0) {
      System.arraycopy(actions.toFloats(), 0, previousActions, 0, previousActions.length);
    }
  }

  private int width(Tensor observations) {
    int width = observations.size() / n;
    boolean fits =
        columns.isEmpty() ? width == seen.length : columns.stream().allMatch(c -> c < width);
    Require.that(
        fits && observations.size() == n * width,
        "observations",
        observations.describe(),
        columns.isEmpty() ? "[" + n + ", " + seen.length + "]" : n + " rows with " + columns);
    return width;
  }
}
