package io.papilio.learner.averaging;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.kernels.MovingAverage;

/**
 * The moving average theta~(t) = (1 - gamma(t)) theta~(t-1) + gamma(t) theta(t) of the iterates.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", equation 4.1 and footnote 6. A batch of updates is
 * one weighted sum: iterate j of it ends with the weight gamma(j) (1 - gamma(j+1)) ... (1 -
 * gamma(n)).
 */
final class ExponentialMovingAverage implements IterateAverage {
  private final DecaySchedule schedule;
  private final MovingAverage average;

  /**
   * @param start theta(0). Shape: [size]
   */
  ExponentialMovingAverage(DecaySchedule schedule, float[] start) {
    this.schedule = schedule;
    average = new MovingAverage(start);
  }

  @Override
  public void update(long first, IterateBatch batch) {
    Mixture mixture = mixture(first, batch);
    for (int block = 0; block < batch.blocks(); block++) {
      mixture.apply(batch, block, average, batch.start(block));
    }
  }

  @Override
  public void copyTo(long first, IterateBatch pending, float[] destination) {
    MovingAverage copy = new MovingAverage(destination);
    copy.set(average.mean(), average.lost());
    Mixture mixture = mixture(first, pending);
    for (int block = 0; block < pending.blocks(); block++) {
      mixture.apply(pending, block, copy, pending.start(block));
    }
    System.arraycopy(copy.mean(), 0, destination, 0, destination.length);
  }

  private Mixture mixture(long first, IterateBatch batch) {
    int n = batch.count();
    double[] weights = new double[n];
    double kept = 1;
    int newest = -1;
    for (int j = n - 1; j >= 0 && newest < 0; j--) {
      double gamma = schedule.gamma(first + j);
      if (gamma == 1) {
        newest = j;
      } else {
        // gamma(j) (1 - gamma(j+1)) ... (1 - gamma(n))
        weights[j] = gamma * kept;
        kept *= 1 - gamma;
      }
    }
    float[] rounded = new float[n + 1];
    double sum = 0;
    for (int j = 0; j < n; j++) {
      rounded[j] = (float) weights[j];
      sum += weights[j];
    }
    rounded[n] = (float) (1 - sum);
    return new Mixture(rounded, newest);
  }

  @Override
  public void save(String prefix, TrainingState.Builder state) {
    state.put(prefix + ".mean", average.mean());
    state.put(prefix + ".lost", average.lost());
  }

  @Override
  public void restore(String prefix, TrainingState state) {
    average.set(
        state.floats(prefix + ".mean", average.size()),
        state.floats(prefix + ".lost", average.size()));
  }

  /**
   * The weights of a batch.
   *
   * @param weights of each iterate, then of the average before
   * @param newest the last iterate with gamma = 1, at which the average begins anew; or -1
   */
  private record Mixture(float[] weights, int newest) {
    void apply(IterateBatch batch, int block, MovingAverage average, int at) {
      float[] iterates = batch.block(block);
      int length = batch.length(block);
      if (newest >= 0) {
        average.set(at, iterates, newest * batch.stride(), length);
      }
      if (newest < batch.count() - 1) {
        average.mix(at, iterates, batch.stride(), weights, length);
      }
    }
  }
}
