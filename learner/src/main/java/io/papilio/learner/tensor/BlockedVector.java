package io.papilio.learner.tensor;

import io.papilio.core.validation.Require;

/**
 * A float32 vector in arrays of {@value #BLOCK} elements, the last one padded.
 *
 * <p>A pass over several vectors visits them block by block: C2 makes vector code of a loop over
 * arrays that share one index, but not over buffers or with two indices, and the blocks of one
 * visit stay in the first-level cache. libtorch's buffers are copied in and out by blocks as well.
 */
public final class BlockedVector {
  public static final int BLOCK = 2048;

  private final int size;
  private final float[][] blocks;

  /** All zero. */
  public BlockedVector(int size) {
    this.size = Require.positive(size, "size");
    this.blocks = new float[(size + BLOCK - 1) / BLOCK][BLOCK];
  }

  public int size() {
    return size;
  }

  /** Number of blocks. */
  public int blocks() {
    return blocks.length;
  }

  /** Index in the vector of a block's first element. */
  public int start(int block) {
    return block * BLOCK;
  }

  /** Number of elements of a block that belong to the vector. */
  public int length(int block) {
    return Math.min(BLOCK, size - start(block));
  }

  /** The block itself, writable. Shape: [BLOCK]. */
  public float[] block(int block) {
    return blocks[block];
  }

  /** A copy in one piece. Shape: [size]. */
  public float[] toArray() {
    float[] values = new float[size];
    copyTo(values);
    return values;
  }

  /** Copies all elements. Shape: [size] */
  public void copyTo(float[] destination) {
    requireSize(destination);
    for (int block = 0; block < blocks.length; block++) {
      System.arraycopy(blocks[block], 0, destination, start(block), length(block));
    }
  }

  /** Overwrites all elements. */
  public void set(float[] values) {
    requireSize(values);
    for (int block = 0; block < blocks.length; block++) {
      System.arraycopy(values, start(block), blocks[block], 0, length(block));
    }
  }

  private void requireSize(float[] values) {
    Require.that(values.length == size, "values", values.length + " values", size + " values");
  }
}
