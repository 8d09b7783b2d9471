package io.papilio.learner.imitator;

import io.papilio.artifacts.tensorfile.TensorFile;
import io.papilio.core.policy.PolicyBinding;
import io.papilio.learner.tensor.TensorEngine;
import java.nio.file.Path;
import java.util.Map;

/** The classes of imitators, each from its settings and from its file. */
@SuppressWarnings("ImmutableEnumChecker") // Its functions are references to static methods.
public enum ImitatorKind {
  /** A multilayer perceptron of the observation and the previous action. */
  MLP(MlpImitator::of, MlpImitator.FIRST_WEIGHT, MlpImitator::read, true),
  /** u = K x, the observation alone. */
  LINEAR(LinearImitator::of, LinearImitator.GAIN, LinearImitator::read, false),
  /** A causal Transformer of the newest observations and the actions before them. */
  TRANSFORMER(
      TransformerImitator::of, TransformerImitator.EMBEDDING, TransformerImitator::read, true);

  @FunctionalInterface
  private interface Factory {
    Imitator of(ImitatorConfig config, int pair, int outputs, PolicyBinding binding);
  }

  @FunctionalInterface
  private interface Reader {
    Imitator read(Path file, TensorFile content);
  }

  private final Factory factory;
  private final String mark;
  private final Reader reader;
  private final boolean freeInputs;

  /**
   * @param mark name of a tensor that only files of this kind have
   * @param freeInputs whether the inputs may be standardized and include the previous action
   */
  ImitatorKind(Factory factory, String mark, Reader reader, boolean freeInputs) {
    this.factory = factory;
    this.mark = mark;
    this.reader = reader;
    this.freeInputs = freeInputs;
  }

  /**
   * The imitators of this kind.
   *
   * @param pair numbers in an observation and, if it is seen, the previous action
   * @param outputs numbers in an output
   * @param binding what an input and a target consist of, the history aside
   */
  Imitator of(ImitatorConfig config, int pair, int outputs, PolicyBinding binding) {
    return factory.of(config, pair, outputs, binding);
  }

  /** Whether a file holds an imitator of this kind. */
  boolean isIn(TensorFile content) {
    return content.tensors().containsKey(mark);
  }

  /**
   * The imitator whose weights a file holds.
   *
   * @throws io.papilio.core.validation.InvalidValueException when the shapes do not fit
   */
  Imitator read(Path file, TensorFile content) {
    return reader.read(file, content);
  }

  /** Whether the inputs may be standardized and include the previous action. */
  public boolean hasFreeInputs() {
    return freeInputs;
  }

  /** Versions of the libraries that decide its numbers, by name, for manifests. */
  public Map<String, String> libraries() {
    return this == TRANSFORMER ? TensorEngine.libraries() : Map.of();
  }
}
