package io.papilio.core.wrapper;

import io.papilio.core.snapshot.Restorable;
import io.papilio.core.snapshot.SnapshotReader;
import io.papilio.core.snapshot.SnapshotWriter;
import io.papilio.core.space.Tensor;
import java.util.Arrays;

/**
 * Mean and variance of a stream of vectors, in Gymnasium's order of floating-point operations and,
 * for float32 vectors, in its float32. The variance before the first vector is float32 in any case.
 *
 * <p>Source: Gymnasium 1.3, {@code RunningMeanStd}, which adds each vector as a batch of one.
 */
final class RunningMoments implements Restorable {
  private static final double FIRST_COUNT = 1e-4;

  private final boolean single;
  private final double[] mean;
  private final double[] variance;
  private double count = FIRST_COUNT;

  RunningMoments(int size, boolean single) {
    this.single = single;
    mean = new double[size];
    variance = new double[size];
    Arrays.fill(variance, 1);
  }

  void update(Tensor vector) {
    double total = count + 1;
    boolean first = count == FIRST_COUNT;
    for (int i = 0; i < mean.length; i++) {
      if (single) {
        updateSingle(i, (float) vector.getDouble(i), (float) total);
      } else {
        double delta = vector.getDouble(i) - mean[i];
        // mean' = mean + delta / (n + 1)
        mean[i] += delta / total;
        // var' = (var n + delta^2 n / (n + 1)) / (n + 1)
        double sum = first ? (float) count : variance[i] * count;
        variance[i] = (sum + delta * delta * count / total) / total;
      }
    }
    count = total;
  }

  /** (x - mean) / sqrt(var + epsilon) */
  double normalize(int index, double x, double epsilon) {
    if (single) {
      float deviation = (float) Math.sqrt((float) variance[index] + (float) epsilon);
      return ((float) x - (float) mean[index]) / deviation;
    }
    return (x - mean[index]) / Math.sqrt(variance[index] + epsilon);
  }

  @Override
  public void save(SnapshotWriter out) {
    out.number(count).numbers(mean).numbers(variance);
  }

  @Override
  public void load(SnapshotReader in) {
    count = in.number();
    SnapshotReader.require(count > 0, "count " + count, "> 0");
    System.arraycopy(in.numbers(mean.length), 0, mean, 0, mean.length);
    System.arraycopy(in.numbers(variance.length), 0, variance, 0, variance.length);
  }

  private void updateSingle(int index, float x, float total) {
    float n = (float) count;
    float delta = x - (float) mean[index];
    mean[index] = (float) mean[index] + delta / total;
    variance[index] = ((float) variance[index] * n + delta * delta * n / total) / total;
  }
}
