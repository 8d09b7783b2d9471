package io.papilio.expert.replay;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.validation.Require;

/**
 * A ring of the last {@code capacity} transitions (s, a, r, s', terminated). Rows lie in chunks
 * that come into being as the ring fills, so that memory and checkpoints grow with what is stored.
 *
 * <p>A transition cut off by a time limit is stored as not terminated: a value follows its last
 * state, and the learner bootstraps from it.
 */
public final class ReplayBuffer {
  /** Transitions per chunk. */
  private static final int CHUNK = 1 << 14;

  private final int observationSize;
  private final int actionSize;
  private final int capacity;
  private final int rowSize;
  private final float[][] chunks;
  private int size;
  private int position;

  /** An empty ring. */
  public ReplayBuffer(int observationSize, int actionSize, int capacity) {
    this.observationSize = Require.positive(observationSize, "observationSize");
    this.actionSize = Require.positive(actionSize, "actionSize");
    this.capacity = Require.positive(capacity, "capacity");
    rowSize = rowSize(observationSize, actionSize);
    chunks = new float[(capacity - 1) / CHUNK + 1][];
  }

  /** Bytes that each stored transition takes. */
  public static long bytesPerTransition(int observationSize, int actionSize) {
    return (long) Float.BYTES * rowSize(observationSize, actionSize);
  }

  private static int rowSize(int observationSize, int actionSize) {
    return 2 * observationSize + actionSize + 2;
  }

  /** Number of transitions stored. */
  public int size() {
    return size;
  }

  /** Stores a transition in the place of the oldest one when the ring is full. */
  public void add(
      float[] state, float[] action, double reward, float[] nextState, boolean terminated) {
    requireSize("state", state.length, observationSize);
    requireSize("action", action.length, actionSize);
    requireSize("nextState", nextState.length, observationSize);
    int c = position / CHUNK;
    if (chunks[c] == null) {
      chunks[c] = new float[rowsOf(c) * rowSize];
    }
    int row = position % CHUNK * rowSize;
    System.arraycopy(state, 0, chunks[c], row, observationSize);
    row += observationSize;
    System.arraycopy(action, 0, chunks[c], row, actionSize);
    row += actionSize;
    System.arraycopy(nextState, 0, chunks[c], row, observationSize);
    row += observationSize;
    chunks[c][row] = (float) reward;
    chunks[c][row + 1] = terminated ? 0 : 1;
    position = (position + 1) % capacity;
    size = Math.min(size + 1, capacity);
  }

  /** Fills the minibatch with transitions drawn uniformly, with replacement. */
  public void sample(NumpyGenerator generator, TransitionBatch batch) {
    Require.that(size > 0, "replay buffer", "empty", "at least one transition");
    for (int i = 0; i < batch.size(); i++) {
      int index = generator.integers(size);
      batch.set(i, chunks[index / CHUNK], index % CHUNK * rowSize);
    }
  }

  /** Adds the transitions and where the next one goes, a tensor for each chunk. */
  public void save(String prefix, TrainingState.Builder state) {
    state.put(prefix + ".size", size);
    state.put(prefix + ".position", position);
    for (int c = 0; c < chunkCount(); c++) {
      state.put(prefix + ".rows." + c, chunks[c]);
    }
  }

  /** Takes over what {@link #save} added. */
  public void restore(String prefix, TrainingState state) {
    size = Math.toIntExact(state.integer(prefix + ".size"));
    position = Math.toIntExact(state.integer(prefix + ".position"));
    for (int c = 0; c < chunkCount(); c++) {
      chunks[c] = state.floats(prefix + ".rows." + c, rowsOf(c) * rowSize);
    }
  }

  private int chunkCount() {
    return (size + CHUNK - 1) / CHUNK;
  }

  private int rowsOf(int c) {
    return Math.min(CHUNK, capacity - c * CHUNK);
  }

  private static void requireSize(String name, int actual, int expected) {
    Require.that(actual == expected, name, "size " + actual, "" + expected);
  }
}
