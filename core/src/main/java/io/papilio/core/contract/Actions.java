package io.papilio.core.contract;

import io.papilio.core.env.Batch;
import io.papilio.core.env.Box;
import io.papilio.core.env.Element;
import io.papilio.core.env.Space;
import io.papilio.core.env.Tensor;
import io.papilio.core.random.NumpyGenerator;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Actions to try: the same for every subject. */
final class Actions {
  private Actions() {}

  /** Actions of the space, drawn from a seed. */
  static List<Element> random(Space space, long seed, int count) {
    Sampler sampler = new Sampler(NumpyGenerator.ofSeed(seed));
    return Stream.generate(() -> sampler.draw(space)).limit(count).toList();
  }

  /** As one batch. */
  static Element batch(Space space, long seed, int size) {
    return Batch.of(space, random(space, seed, size));
  }

  /** The action of a box whose every entry is {@code value}. */
  static Tensor filled(Box box, double value) {
    double[] values = new double[box.size()];
    Arrays.fill(values, value);
    return Sampler.tensor(box.dtype(), values, box.shape());
  }
}
