package io.papilio.learner.language;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.papilio.core.validation.Require;
import io.papilio.learner.network.TorchFunction;
import io.papilio.learner.network.TransformerShape;
import io.papilio.learner.tensor.TensorDevice;
import io.papilio.learner.tensor.TensorEngine;
import io.papilio.learner.text.Tokenizer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Losses, gradients and greedy completions of a language model at any parameters. */
public final class LanguageModel {
  /** Most prompts that are completed side by side, which bounds the memory of keys and values. */
  private static final int PROMPTS = 128;

  private final LanguageModelShape shape;
  private final TensorDevice device;
  private final float[] positions;

  /** A model on the CPU. */
  public LanguageModel(LanguageModelShape shape) {
    this(shape, TensorDevice.CPU);
  }

  /**
   * @param device where losses, gradients and completions are computed; it must be available
   */
  public LanguageModel(LanguageModelShape shape, TensorDevice device) {
    this.shape = shape;
    this.device = device;
    positions = TransformerShape.positions(shape.context(), shape.width());
  }

  public LanguageModelShape shape() {
    return shape;
  }

  /** The mean cross-entropy of the tokens that follow, in nats. */
  double loss(float[] theta, TokenBatch batch) {
    try (NDManager manager = TensorEngine.newManager(device)) {
      NDArray flat = manager.create(theta, new Shape(theta.length));
      return loss(manager, flat, batch, false).getFloat();
    }
  }

  /**
   * Same as {@link #loss} with its gradient.
   *
   * @param gradient takes it. Shape: [theta.length]
   */
  double gradient(float[] theta, TokenBatch batch, float[] gradient) {
    try (NDManager manager = TensorEngine.newManager(device)) {
      NDArray flat = manager.create(theta, new Shape(theta.length));
      flat.setRequiresGradient(true);
      NDArray loss = loss(manager, flat, batch, true);
      TorchFunction.backward(loss, manager.create(1f));
      NDArray byTheta = flat.getGradient();
      byTheta.attach(manager);
      byTheta.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer().get(gradient);
      return loss.getFloat();
    }
  }

  private NDArray loss(NDManager manager, NDArray flat, TokenBatch batch, boolean record) {
    Shape sizes = new Shape(batch.n(), batch.length());
    return LanguageModelScript.loss(shape)
        .call(
            record,
            manager.create(batch.inputs(), sizes),
            flat,
            positions(manager, batch.length()),
            manager.create(batch.targets(), sizes));
  }

  /**
   * The logits of the token after each position.
   *
   * @return shape: [tokens.length, vocabulary], row-major
   */
  float[] logits(float[] theta, int... tokens) {
    try (NDManager manager = TensorEngine.newManager(device)) {
      long[] inputs = Arrays.stream(tokens).asLongStream().toArray();
      return LanguageModelScript.logits(shape)
          .call(
              false,
              manager.create(inputs, new Shape(1, inputs.length)),
              manager.create(theta, new Shape(theta.length)),
              positions(manager, inputs.length))
          .toFloatArray();
    }
  }

  /**
   * Completes prompts, each token the most likely one. Behind the end of a document there are only
   * ends.
   *
   * @param prompts at least one token each, and with the completion no more than the context
   * @param length tokens of a completion
   * @return shape: [prompts.size(), length]
   */
  public List<int[]> complete(float[] theta, List<int[]> prompts, int length) {
    List<int[]> completions = new ArrayList<>();
    for (int start = 0; start < prompts.size(); start += PROMPTS) {
      List<int[]> some = prompts.subList(start, Math.min(prompts.size(), start + PROMPTS));
      completions.addAll(completeSideBySide(theta, some, length));
    }
    return completions;
  }

  private List<int[]> completeSideBySide(float[] theta, List<int[]> prompts, int length) {
    int total = prompts.stream().mapToInt(prompt -> prompt.length).max().orElse(0) + length;
    Require.that(total <= shape.context(), "prompt and completion", total, "<= context");
    int n = prompts.size();
    long[] given = new long[n * total];
    long[] lengths = new long[n];
    for (int i = 0; i < n; i++) {
      lengths[i] = prompts.get(i).length;
      for (int t = 0; t < lengths[i]; t++) {
        given[i * total + t] = prompts.get(i)[t];
      }
    }
    try (NDManager manager = TensorEngine.newManager(device)) {
      long[] completed =
          LanguageModelScript.completions(shape)
              .call(
                  false,
                  manager.create(given, new Shape(n, total)),
                  manager.create(theta, new Shape(theta.length)),
                  positions(manager, total),
                  manager.create(lengths, new Shape(n)))
              .toLongArray();
      List<int[]> completions = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        completions.add(untilEnd(completed, i * total + (int) lengths[i], length));
      }
      return completions;
    }
  }

  private static int[] untilEnd(long[] tokens, int start, int length) {
    int[] completion = new int[length];
    for (int t = 0; t < length && tokens[start + t] != Tokenizer.END; t++) {
      completion[t] = (int) tokens[start + t];
    }
    return completion;
  }

  private NDArray positions(NDManager manager, int length) {
    float[] first = Arrays.copyOf(positions, length * shape.width());
    return manager.create(first, new Shape(length, shape.width()));
  }
}
