package io.papilio.learner.optimizer;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.validation.Require;
import io.papilio.kernels.WorkerThreads;

/**
 * Stochastic gradient descent with heavy-ball momentum and decoupled weight decay. The momentum is
 * that of PyTorch's {@code SGD} with dampening 0: a sum of gradients, not their mean.
 *
 * <p>Source: Loshchilov and Hutter, "Decoupled weight decay regularization", algorithm 1.
 */
public final class Sgd implements Optimizer {
  private static final int BLOCK = 4096;

  private final double momentum;
  private final double weightDecay;
  private final float[] velocity;
  private long t;

  /**
   * @param momentum mu, in [0, 1); 0 for plain SGD
   * @param weightDecay lambda
   * @param size number of parameters
   */
  public Sgd(double momentum, double weightDecay, int size) {
    Require.that(momentum >= 0 && momentum < 1, "momentum", momentum, ">= 0 and < 1");
    Require.that(weightDecay >= 0, "weightDecay", weightDecay, ">= 0");
    this.momentum = momentum;
    this.weightDecay = weightDecay;
    this.velocity = new float[Require.positive(size, "size")];
  }

  @Override
  public void step(
      float[] parameters, float[] gradient, double learningRate, BlockListener listener) {
    int size = velocity.length;
    Require.that(parameters.length == size, "parameters", parameters.length + " values", size + "");
    Require.that(gradient.length == size, "gradient", gradient.length + " values", size + "");
    t++;
    float mu = (float) momentum;
    float keep = (float) (1 - learningRate * weightDecay);
    float rate = (float) learningRate;
    WorkerThreads.slice(
        size,
        BLOCK,
        (from, to) -> {
          for (int start = from; start < to; start += BLOCK) {
            int end = Math.min(start + BLOCK, to);
            for (int i = start; i < end; i++) {
              // v_t = mu v_{t-1} + g_t
              velocity[i] = mu * velocity[i] + gradient[i];
              // theta_t = (1 - eta lambda) theta_{t-1} - eta v_t
              parameters[i] = keep * parameters[i] - rate * velocity[i];
            }
            RunningMoment.sweep(velocity, start, end, t);
            listener.onBlock(parameters, start, end - start);
          }
        });
  }

  @Override
  public void save(String prefix, TrainingState.Builder state) {
    state.put(prefix + ".steps", t);
    state.put(prefix + ".velocity", velocity.clone());
  }

  @Override
  public void restore(String prefix, TrainingState state) {
    t = state.integer(prefix + ".steps");
    float[] saved = state.floats(prefix + ".velocity", velocity.length);
    System.arraycopy(saved, 0, velocity, 0, velocity.length);
  }
}
