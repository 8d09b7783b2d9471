package io.papilio.learner.network;

import io.papilio.core.policy.MlpShape;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;

/** Multilayer perceptrons in training. */
public final class Mlp {
  private Mlp() {}

  /**
   * Draws weights and biases as PyTorch's {@code Linear} does by default: uniform in +-1/sqrt(fan
   * in).
   *
   * @param flat holds the network's parameters from {@code offset} on; only these are written
   */
  public static void initialize(
      MlpShape shape, float[] flat, int offset, NumpyGenerator generator) {
    int index = offset;
    for (int layer = 0; layer < shape.layers(); layer++) {
      double bound = 1 / Math.sqrt(shape.fanIn(layer));
      int count = (shape.fanIn(layer) + 1) * shape.fanOut(layer);
      for (int i = 0; i < count; i++) {
        flat[index++] = (float) generator.uniform(-bound, bound);
      }
    }
  }

  /** A pass over at most {@code rows} rows, of a network whose parameters are all of theta. */
  public static NetworkPass pass(MlpShape shape, int rows) {
    return trainingPass(shape, rows, Dropout.NONE, RandomStreams.of(0));
  }

  /**
   * The same with dropout.
   *
   * @param dropout of the hidden layers, after their ReLUs
   * @param streams step t draws its masks from the stream {@code dropout/t}
   */
  public static NetworkPass trainingPass(
      MlpShape shape, int rows, Dropout dropout, RandomStreams streams) {
    MlpPass pass = new MlpPass(shape, rows);
    return new NetworkPass() {
      @Override
      public void begin(long step) {
        if (dropout.isActive()) {
          pass.dropOut(dropout, streams.stream("dropout/" + step));
        }
      }

      @Override
      public void end() {
        pass.keepAll();
      }

      @Override
      public float[] forward(float[] theta, float[] inputs, int n) {
        return pass.forward(theta, 0, inputs, shape.input(), n);
      }

      @Override
      public void backward(float[] outputGradient, float[] gradient) {
        pass.backward(outputGradient, gradient);
      }
    };
  }
}
