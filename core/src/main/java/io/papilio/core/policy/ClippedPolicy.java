package io.papilio.core.policy;

import io.papilio.core.env.Box;
import io.papilio.core.env.DType;
import io.papilio.core.env.Tensor;

/** A policy whose actions are clipped to a box, row by row. */
record ClippedPolicy(Policy inner, Box actionSpace) implements Policy {

  @Override
  public Tensor act(Tensor observations, Tensor previousActions) {
    Tensor actions = inner.act(observations, previousActions);
    int[] shape = actions.shape().stream().mapToInt(Integer::intValue).toArray();
    if (actions.dtype() == DType.FLOAT32) {
      float[] values = actions.toFloats();
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) actionSpace.clip(i % actionSpace.size(), values[i]);
      }
      return Tensor.float32(values, shape);
    }
    double[] values = actions.toDoubles();
    for (int i = 0; i < values.length; i++) {
      values[i] = actionSpace.clip(i % actionSpace.size(), values[i]);
    }
    return Tensor.float64(values, shape);
  }
}
