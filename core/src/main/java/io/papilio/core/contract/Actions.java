package io.papilio.core.contract;

import io.papilio.core.env.Box;
import io.papilio.core.env.DType;
import io.papilio.core.env.Discrete;
import io.papilio.core.env.Element;
import io.papilio.core.env.Space;
import io.papilio.core.env.Tensor;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.validation.InvalidValueException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Actions to try: the same for every subject. */
final class Actions {
  private Actions() {}

  /** Actions of the space, drawn from a seed. */
  static List<Element> random(Space space, long seed, int count) {
    NumpyGenerator generator = NumpyGenerator.ofSeed(seed);
    return Stream.generate(() -> draw(space, generator)).limit(count).toList();
  }

  /** The action of a box whose every entry is {@code value}. */
  static Tensor filled(Box box, double value) {
    double[] values = new double[box.size()];
    Arrays.fill(values, value);
    return tensor(box.dtype(), values, box.shape());
  }

  static Tensor tensor(DType dtype, double[] values, List<Integer> shape) {
    Tensor doubles = Tensor.float64(values);
    Tensor typed = dtype == DType.FLOAT32 ? Tensor.float32(doubles.toFloats()) : doubles;
    return Tensor.wrap(typed.dtype(), shape, typed.bytes());
  }

  private static Element draw(Space space, NumpyGenerator generator) {
    if (space instanceof Discrete discrete) {
      return Tensor.scalar(discrete.start() + generator.integers((int) discrete.n()));
    }
    if (space instanceof Box box && box.dtype().isFloating()) {
      double[] values = new double[box.size()];
      for (int i = 0; i < values.length; i++) {
        double low = Math.max(box.low().getDouble(i), -1);
        double high = Math.min(box.high().getDouble(i), 1);
        values[i] = generator.uniform(low, high);
      }
      return tensor(box.dtype(), values, box.shape());
    }
    throw new InvalidValueException("action space", space, "a floating-point box or discrete");
  }
}
