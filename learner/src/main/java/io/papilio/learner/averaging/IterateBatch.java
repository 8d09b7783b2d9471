package io.papilio.learner.averaging;

import io.papilio.kernels.MovingAverages;

/**
 * A few consecutive iterates, block by block, so that one pass over memory brings every average up
 * to date with all of them.
 */
final class IterateBatch {
  /** Most iterates in a batch. */
  static final int CAPACITY = 16;

  private static final int BLOCK = MovingAverages.BLOCK;
  private static final int ROW = MovingAverages.ROW;

  private final int size;
  // [block]: that block of each iterate. Shape: [CAPACITY, ROW]
  private final float[][] blocks;
  private int count;

  IterateBatch(int size) {
    this.size = size;
    this.blocks = new float[(size + BLOCK - 1) / BLOCK][CAPACITY * ROW];
  }

  /** Number of iterates. */
  int count() {
    return count;
  }

  /** That block of each iterate. Shape: [CAPACITY, ROW]. */
  float[] block(int block) {
    return blocks[block];
  }

  /** Copies a part of the next iterate that begins at a multiple of the block size. */
  void take(float[] iterate, int start, int length) {
    for (int at = start; at < start + length; at += BLOCK) {
      int part = Math.min(BLOCK, start + length - at);
      System.arraycopy(iterate, at, blocks[at / BLOCK], count * ROW, part);
    }
  }

  /** Ends the next iterate, all of which was taken; whether the batch is full. */
  boolean complete() {
    count++;
    return count == CAPACITY;
  }

  /** Begins again, empty. */
  void clear() {
    count = 0;
  }

  /** A copy of iterate j of the batch. Shape: [size] */
  float[] iterate(int j) {
    float[] iterate = new float[size];
    for (int at = 0; at < size; at += BLOCK) {
      System.arraycopy(blocks[at / BLOCK], j * ROW, iterate, at, Math.min(BLOCK, size - at));
    }
    return iterate;
  }
}
