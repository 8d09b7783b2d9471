package io.papilio.envserver.onnx;

import io.papilio.core.validation.InvalidValueException;

/** Rejections of models. */
final class ModelProblem {
  private ModelProblem() {}

  static InvalidValueException of(Object actual, String expected) {
    return new InvalidValueException("policy.data", actual, expected);
  }

  static void unless(boolean condition, Object actual, String expected) {
    if (!condition) {
      throw of(actual, expected);
    }
  }
}
