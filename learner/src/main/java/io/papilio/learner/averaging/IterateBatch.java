package io.papilio.learner.averaging;

import io.papilio.kernels.MovingAverage;

/**
 * A few consecutive iterates, block by block, so that one pass over memory brings every average up
 * to date with all of them.
 */
public final class IterateBatch {
  /** Most iterates in a batch. */
  static final int CAPACITY = 8;

  /** Numbers in a block: a block of all iterates stays in the second-level cache. */
  static final int BLOCK = 64 * MovingAverage.UNIT;

  private final int size;
  // [block]: that block of each iterate. Shape: [CAPACITY, BLOCK]
  private final float[][] blocks;
  private int count;

  IterateBatch(int size) {
    this.size = size;
    this.blocks = new float[(size + BLOCK - 1) / BLOCK][CAPACITY * BLOCK];
  }

  /** Number of iterates. */
  public int count() {
    return count;
  }

  /** Number of blocks. */
  public int blocks() {
    return blocks.length;
  }

  /** Index of a block's first number in an iterate. */
  public int start(int block) {
    return block * BLOCK;
  }

  /** Numbers of a block. */
  public int length(int block) {
    return Math.min(BLOCK, size - start(block));
  }

  /** The blocks of all iterates, {@link #stride} apart; iterate j of the batch is row j. */
  public float[] block(int block) {
    return blocks[block];
  }

  /** Numbers between the rows of a block. */
  public int stride() {
    return BLOCK;
  }

  /** Copies some numbers of the next iterate, at a multiple of {@link #BLOCK} or all of them. */
  void take(float[] iterate, int start, int length) {
    for (int at = start; at < start + length; at += BLOCK) {
      int part = Math.min(BLOCK, start + length - at);
      System.arraycopy(iterate, at, blocks[at / BLOCK], count * BLOCK, part);
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
    for (int block = 0; block < blocks.length; block++) {
      System.arraycopy(blocks[block], j * BLOCK, iterate, start(block), length(block));
    }
    return iterate;
  }
}
