package io.papilio.learner.data;

import io.papilio.core.random.RandomStreams;
import io.papilio.core.validation.Require;

/**
 * Which rows are in which minibatch. Every epoch is a new random order of all rows; batches follow
 * one another in it without a gap, across the ends of epochs, so that all are of one size and every
 * row comes once an epoch.
 *
 * <p>Minibatch t is a function of the seed and t alone: to resume, ask for the next one.
 */
public final class MinibatchSampler implements Minibatches {
  private final RandomStreams streams;
  private final int rows;
  private final int batchSize;
  private long epoch = -1;
  private int[] order = {};

  /**
   * @param streams the order of epoch e comes from the stream {@code minibatch/e}
   * @param rows number of rows to choose from
   */
  public MinibatchSampler(RandomStreams streams, int rows, int batchSize) {
    this.streams = streams;
    this.rows = Require.positive(rows, "rows");
    this.batchSize = Require.positive(batchSize, "batchSize");
  }

  @Override
  public int[] minibatch(long index) {
    int[] batch = new int[batchSize];
    long first = Math.multiplyExact(Require.nonNegative(index, "index"), batchSize);
    for (int i = 0; i < batchSize; i++) {
      long position = first + i;
      batch[i] = orderOf(position / rows)[(int) (position % rows)];
    }
    return batch;
  }

  @Override
  public double epochs(long minibatches) {
    return (double) minibatches * batchSize / rows;
  }

  private int[] orderOf(long wanted) {
    if (wanted != epoch) {
      order = streams.stream("minibatch/" + wanted).permutation(rows);
      epoch = wanted;
    }
    return order;
  }
}
