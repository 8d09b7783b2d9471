package io.papilio.learner.language;

import io.papilio.core.random.RandomStreams;
import io.papilio.learner.data.MinibatchSampler;
import io.papilio.learner.text.TextData;
import io.papilio.learner.text.TokenFile;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The cross-entropy of a language model on sequences of the training and validation documents. */
final class SequenceLoss {
  /** Sequences of one forward pass. */
  private static final int CHUNK = 32;

  private final LanguageModel model;
  private final LanguageOptimizerConfig optimizer;
  private final TextData data;
  private final MinibatchSampler sampler;
  private final int[] validation;
  private final float[] minibatchGradient;

  SequenceLoss(LanguageConfig config, TextData data, LanguageModel model) {
    this.model = model;
    this.data = data;
    optimizer = config.optimizer();
    int training = TokenBatch.rows(data.training(), context(), "text");
    sampler =
        new MinibatchSampler(
            RandomStreams.of(config.seed()),
            training,
            optimizer.batchSize() * optimizer.accumulation());
    validation = evenly(config.evaluation().sequences());
    minibatchGradient = new float[model.shape().parameterCount()];
  }

  /** So many sequences, evenly spaced in the validation documents; 0 stands for all. */
  private int[] evenly(int wanted) {
    int rows = TokenBatch.rows(data.validation(), context(), "validationFraction");
    int count = wanted == 0 ? rows : Math.min(wanted, rows);
    return IntStream.range(0, count).map(i -> (int) ((long) i * rows / count)).toArray();
  }

  private int context() {
    return model.shape().context();
  }

  /**
   * The loss on the sequences of a step, and its gradient.
   *
   * @param step counts from 0
   * @param gradient takes the gradient. Shape: [theta.length]
   */
  double gradient(long step, float[] theta, float[] gradient) {
    int[] rows = sampler.minibatch(step);
    Arrays.fill(gradient, 0);
    double sum = 0;
    int parts = optimizer.accumulation();
    for (int part = 0; part < parts; part++) {
      int from = part * optimizer.batchSize();
      int[] some = Arrays.copyOfRange(rows, from, from + optimizer.batchSize());
      TokenBatch batch = batch(data.training(), some);
      sum += model.gradient(theta, batch, minibatchGradient);
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += minibatchGradient[i] / parts;
      }
    }
    return sum / parts;
  }

  /** Epochs after so many steps. */
  double epochs(long steps) {
    long sequences = steps * optimizer.batchSize() * optimizer.accumulation();
    return (double) sequences * context() / data.training().size();
  }

  /** The mean loss per token on the validation documents, in nats. */
  double validation(float[] theta) {
    double sum = 0;
    for (int start = 0; start < validation.length; start += CHUNK) {
      int[] rows =
          Arrays.copyOfRange(validation, start, Math.min(validation.length, start + CHUNK));
      sum += rows.length * model.loss(theta, batch(data.validation(), rows));
    }
    return sum / validation.length;
  }

  private TokenBatch batch(TokenFile file, int... rows) {
    return TokenBatch.of(file, context(), rows);
  }
}
