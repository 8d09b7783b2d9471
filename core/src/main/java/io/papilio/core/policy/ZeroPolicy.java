package io.papilio.core.policy;

import io.papilio.core.space.Box;
import io.papilio.core.space.DType;
import io.papilio.core.space.Discrete;
import io.papilio.core.space.Space;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.Require;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the action with only zeros.
 *
 * @param actionSpace a box, or discrete actions
 */
public record ZeroPolicy(Space actionSpace) implements StatelessPolicy {
  public ZeroPolicy {
    Require.that(
        actionSpace instanceof Box || actionSpace instanceof Discrete,
        "action space",
        actionSpace.getClass().getSimpleName(),
        "a box, or discrete");
  }

  @Override
  public Tensor act(Tensor observations) {
    List<Integer> shape = new ArrayList<>(List.of(observations.shape().get(0)));
    DType dtype;
    if (actionSpace instanceof Box box) {
      shape.addAll(box.shape());
      dtype = box.dtype();
    } else {
      dtype = ((Discrete) actionSpace).dtype();
    }
    int size = shape.stream().reduce(1, Math::multiplyExact) * dtype.bytes();
    return Tensor.wrap(dtype, shape, ByteBuffer.allocate(size));
  }
}
