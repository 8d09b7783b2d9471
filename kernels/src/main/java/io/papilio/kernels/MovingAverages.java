package io.papilio.kernels;

import io.papilio.core.validation.Require;
import java.util.Arrays;

/**
 * Running weighted means of one sequence of vectors, block by block. Each is kept in two floats a
 * number, as in Kahan's summation: a change of less than half a unit in the last place is not lost.
 */
public final class MovingAverages {
  /** Numbers in a block. */
  public static final int BLOCK = 4096;

  /**
   * Numbers from one vector's block to the next vector's: rows a power of two apart would take the
   * same few places of the first-level cache.
   */
  public static final int ROW = BLOCK + 64;

  private final int size;
  private final int count;
  // [block]: of each average its mean, then what float32 cannot hold of it. Shape: [count, 2,
  // BLOCK]
  private final float[][] blocks;

  /**
   * All zero.
   *
   * @param count number of averages
   * @param size numbers in a vector
   */
  public MovingAverages(int count, int size) {
    this.count = Require.positive(count, "count");
    this.size = Require.positive(size, "size");
    blocks = new float[(size + BLOCK - 1) / BLOCK][Math.multiplyExact(2 * count, BLOCK)];
  }

  /** Numbers in a vector. */
  public int size() {
    return size;
  }

  /** Number of blocks. */
  public int blocks() {
    return blocks.length;
  }

  /** Index of a block's first number in a vector. */
  public int start(int block) {
    return block * BLOCK;
  }

  /** Numbers of a block. */
  public int length(int block) {
    return Math.min(BLOCK, size - start(block));
  }

  /** Copies the mean of an average. Shape: [size] */
  public void copyMean(int average, float[] destination) {
    for (int block = 0; block < blocks.length; block++) {
      System.arraycopy(
          blocks[block], 2 * average * BLOCK, destination, start(block), length(block));
    }
  }

  /** A copy of what float32 cannot hold of an average. Shape: [size] */
  public float[] lost(int average) {
    float[] lost = new float[size];
    for (int block = 0; block < blocks.length; block++) {
      System.arraycopy(blocks[block], (2 * average + 1) * BLOCK, lost, start(block), length(block));
    }
    return lost;
  }

  /** Replaces an average. Shapes: [size] */
  public void set(int average, float[] mean, float[] lost) {
    for (int block = 0; block < blocks.length; block++) {
      int at = 2 * average * BLOCK;
      System.arraycopy(mean, start(block), blocks[block], at, length(block));
      System.arraycopy(lost, start(block), blocks[block], at + BLOCK, length(block));
    }
  }

  /** Replaces a block of an average by numbers from {@code from} on. */
  public void setBlock(int average, int block, float[] numbers, int from) {
    int at = 2 * average * BLOCK;
    System.arraycopy(numbers, from, blocks[block], at, BLOCK);
    Arrays.fill(blocks[block], at + BLOCK, at + 2 * BLOCK, 0);
  }

  /** The same block of one average alone, as a copy: the block 0 of {@code destination}. */
  public void copyBlock(int average, int block, MovingAverages destination) {
    System.arraycopy(blocks[block], 2 * average * BLOCK, destination.blocks[0], 0, 2 * BLOCK);
  }

  /**
   * Takes vectors x_j into some averages: mean = c_n mean + sum_j c_j x_j, over one block.
   *
   * @param vectors the blocks of the x_j. Shape: [n, ROW] or longer
   * @param members the averages that change, in rising order
   * @param weights of each member, c_0 to c_n, which sum to 1. Shape: [members.length, n + 1]
   */
  public void mix(int block, float[] vectors, int n, int[] members, float[] weights) {
    Require.that(vectors.length >= n * ROW, "vectors", vectors.length, n + " rows");
    Require.that(
        weights.length == members.length * (n + 1),
        "weights",
        weights.length,
        members.length + " x " + (n + 1));
    for (int member : members) {
      Require.that(member >= 0 && member < count, "member", member, "below " + count);
    }
    NativeKernels.mix(
        KernelVariant.current().code(),
        blocks[block],
        BLOCK,
        members,
        members.length,
        vectors,
        ROW,
        weights,
        n,
        BLOCK);
  }
}
