package io.papilio.envserver.locomotion.task;

import io.papilio.core.numpy.NumpySum;
import io.papilio.core.space.DType;
import io.papilio.core.space.Tensor;

/**
 * The price of an action, {@code weight * |a|^2}, in the arithmetic of the action's type: NumPy 2
 * stays in float32 for a float32 action, and the last bits of the reward show it.
 */
public record ControlCost(double weight) {

  /**
   * The reward that an action costs, negative for a positive weight: a scalar of the action's type.
   */
  public Tensor reward(Tensor action) {
    if (action.dtype() == DType.FLOAT32) {
      float[] squares = action.toFloats();
      for (int i = 0; i < squares.length; i++) {
        squares[i] *= squares[i];
      }
      return Tensor.float32(new float[] {-((float) weight * NumpySum.of(squares))}).row(0);
    }
    return Tensor.scalar(-(weight * NumpySum.ofSquares(action.toDoubles())));
  }
}
