package io.papilio.protocol.contract;

import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.space.Batch;
import io.papilio.core.space.Box;
import io.papilio.core.space.DType;
import io.papilio.core.space.Dict;
import io.papilio.core.space.Discrete;
import io.papilio.core.space.Element;
import io.papilio.core.space.Space;
import io.papilio.core.space.Tensor;
import io.papilio.core.space.TextElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Actions to try: the same for every subject. */
public final class Actions {
  private Actions() {}

  /** Actions of the space, drawn from a seed. */
  public static List<Element> random(Space space, long seed, int count) {
    Sampler sampler = new Sampler(NumpyGenerator.ofSeed(seed));
    return Stream.generate(() -> sampler.draw(space)).limit(count).toList();
  }

  /** As one batch. */
  public static Element batch(Space space, long seed, int size) {
    return Batch.of(space, random(space, seed, size));
  }

  /** The action of a box whose every entry is {@code value}. */
  static Tensor filled(Box box, double value) {
    double[] values = new double[box.size()];
    Arrays.fill(values, value);
    return Sampler.tensor(box.dtype(), values, box.shape());
  }

  /** Actions that are not of the space, by what is wrong with them. */
  public static Map<String, Element> wrong(Space space) {
    Map<String, Element> wrong = new LinkedHashMap<>();
    if (space instanceof Box box && box.dtype().isFloating()) {
      List<Integer> longer = new ArrayList<>(box.shape());
      longer.add(2);
      int size = 2 * box.size();
      wrong.put(
          "shape " + longer + " instead of " + box.shape(),
          Sampler.tensor(box.dtype(), new double[size], longer));
      if (!DType.INT64.canCastTo(box.dtype())) {
        wrong.put(
            "int64 instead of " + box.dtype().numpyName(),
            Sampler.tensor(DType.INT64, new double[box.size()], box.shape()));
      }
      for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
        wrong.put("" + bad, filled(box, bad));
      }
    } else if (space instanceof Discrete discrete) {
      long last = discrete.start() + discrete.n() - 1;
      wrong.put(last + 1 + " instead of at most " + last, Tensor.scalar(last + 1));
      wrong.put("float64 instead of " + discrete.dtype().numpyName(), Tensor.scalar(0.0));
      wrong.put("an axis too many", Tensor.int64(new long[] {discrete.start()}));
    } else if (space instanceof Dict) {
      wrong.put("text instead of a dict", new TextElement(""));
    }
    return wrong;
  }
}
