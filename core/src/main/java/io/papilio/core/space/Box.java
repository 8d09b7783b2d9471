package io.papilio.core.space;

import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A box in R^n, possibly unbounded (Gymnasium's {@code Box}).
 *
 * @param low lower bounds; type and shape of the space are those of this tensor
 * @param high upper bounds, same type and shape
 */
public record Box(Tensor low, Tensor high) implements Space {
  public Box {
    Require.that(
        low.dtype() == high.dtype() && low.shape().equals(high.shape()),
        "high",
        high.describe(),
        low.describe());
    for (int i = 0; i < low.size(); i++) {
      Require.that(low.getDouble(i) <= high.getDouble(i), "low", low.getDouble(i), "<= high");
    }
  }

  /** The unbounded float64 space of vectors. Shape: [size]. */
  public static Box unbounded(int size) {
    double[] high = new double[size];
    Arrays.fill(high, Double.POSITIVE_INFINITY);
    double[] low = new double[size];
    Arrays.fill(low, Double.NEGATIVE_INFINITY);
    return new Box(Tensor.float64(low), Tensor.float64(high));
  }

  /** The float32 space of vectors with the same bounds in every dimension. Shape: [size]. */
  public static Box float32(int size, float low, float high) {
    float[] lows = new float[size];
    Arrays.fill(lows, low);
    float[] highs = new float[size];
    Arrays.fill(highs, high);
    return new Box(Tensor.float32(lows), Tensor.float32(highs));
  }

  public DType dtype() {
    return low.dtype();
  }

  public List<Integer> shape() {
    return low.shape();
  }

  /** Number of elements of a point. */
  public int size() {
    return low.size();
  }

  /** The nearest number within the bounds of an element; not-a-number stays. */
  public double clip(int index, double value) {
    double lowest = low.getDouble(index);
    double highest = high.getDouble(index);
    return value < lowest ? lowest : value > highest ? highest : value;
  }

  @Override
  public long bytes() {
    return low.bytes().remaining();
  }

  @Override
  public void check(String name, Element element) {
    if (!(element instanceof Tensor tensor)) {
      throw new InvalidValueException(name, element.describe(), "a tensor");
    }
    tensor.requireShape(name, shape());
    // Gymnasium takes either float type, and the type decides the rounding of control costs.
    boolean fits =
        tensor.dtype().canCastTo(dtype()) || (dtype().isFloating() && tensor.dtype().isFloating());
    if (!fits) {
      throw new InvalidValueException(
          name, "dtype " + tensor.dtype().numpyName(), dtype().numpyName());
    }
    if (tensor.dtype().isFloating()) {
      for (int i = 0; i < tensor.size(); i++) {
        double value = tensor.getDouble(i);
        if (!Double.isFinite(value)) {
          throw new InvalidValueException(name, value + " at index " + i, "finite numbers");
        }
      }
    }
  }

  @Override
  public boolean contains(Element element) {
    return element instanceof Tensor tensor
        && tensor.dtype().canCastTo(dtype())
        && tensor.shape().equals(shape())
        && IntStream.range(0, tensor.size()).allMatch(i -> isWithinBounds(tensor, i));
  }

  private boolean isWithinBounds(Tensor tensor, int index) {
    if (dtype().isFloating()) {
      double value = tensor.getDouble(index);
      return value >= low.getDouble(index) && value <= high.getDouble(index);
    }
    // A type that casts to uint64 is unsigned too, so flipping the top bit orders both the same.
    long flip = dtype() == DType.UINT64 ? Long.MIN_VALUE : 0;
    long value = tensor.getLong(index) ^ flip;
    return value >= (low.getLong(index) ^ flip) && value <= (high.getLong(index) ^ flip);
  }
}
