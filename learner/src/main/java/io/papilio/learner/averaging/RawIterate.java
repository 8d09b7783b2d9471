package io.papilio.learner.averaging;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.learner.tensor.BlockedVector;

/** {@code raw}: the newest iterate, an average over a window of one. */
final class RawIterate implements IterateAverage {
  static final AverageKind KIND = new AverageKind("raw", parameters -> RawIterate::new);

  private final BlockedVector newest;

  private RawIterate(float[] start) {
    newest = new BlockedVector(start.length);
    newest.set(start);
  }

  @Override
  public void update(long t, int block, float[] theta, int length) {
    System.arraycopy(theta, 0, newest.block(block), 0, length);
  }

  @Override
  public void copyTo(float[] destination) {
    newest.copyTo(destination);
  }

  @Override
  public void save(String prefix, TrainingState.Builder state) {
    // Nothing: a restored bank starts at the newest iterate.
  }

  @Override
  public void restore(String prefix, TrainingState state) {
    // The bank has started it at the newest iterate.
  }
}
