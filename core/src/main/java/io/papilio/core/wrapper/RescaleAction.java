package io.papilio.core.wrapper;

import io.papilio.core.env.Environment;
import io.papilio.core.env.Keyword;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Box;
import io.papilio.core.space.DType;
import io.papilio.core.space.Element;
import io.papilio.core.space.Tensor;
import io.papilio.core.space.TensorMath;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Takes actions in [min_action, max_action] and maps them linearly to the environment's bounds. An
 * environment without bounds is left alone by infinite ones.
 */
final class RescaleAction extends WrappedEnvironment {
  private static final String NUMBERS = "a number, or one for each entry";

  private static final Keyword<IntFunction<double[]>> MIN_ACTION =
      Keyword.required(
          "min_action", "lower bound of the new actions: " + NUMBERS, RescaleAction::numbers);
  private static final Keyword<IntFunction<double[]>> MAX_ACTION =
      Keyword.required(
          "max_action", "upper bound of the new actions: " + NUMBERS, RescaleAction::numbers);

  static final WrapperDescription DESCRIPTION =
      new WrapperDescription(
          "RescaleAction",
          "maps [min_action, max_action] linearly to the action space",
          List.of(MIN_ACTION, MAX_ACTION));

  /** Of the type of the environment's actions, as is the intercept. */
  private final double[] gradient;

  private final double[] intercept;
  private final DType dtype;

  private RescaleAction(Environment inner, Box bounds, double[] low, double[] high) {
    super(inner, inner.spec().withActionSpace(box(bounds, low, high)));
    dtype = bounds.dtype();
    gradient = new double[low.length];
    intercept = new double[low.length];
    for (int i = 0; i < low.length; i++) {
      gradient[i] = gradient(bounds, i, low[i], high[i]);
      intercept[i] = intercept(bounds, i, low[i], high[i], gradient[i]);
    }
  }

  static RescaleAction of(Environment inner, KeywordArguments keywords) {
    Box bounds = requireBox("action space", inner.spec().actionSpace());
    double[] low = keywords.get(MIN_ACTION).apply(bounds.size());
    double[] high = keywords.get(MAX_ACTION).apply(bounds.size());
    for (int i = 0; i < low.length; i++) {
      checkInfinite(MIN_ACTION, low[i], bounds.low().getDouble(i));
      checkInfinite(MAX_ACTION, high[i], bounds.high().getDouble(i));
      Require.that(low[i] < high[i], MIN_ACTION.name(), low[i], "< max_action " + high[i]);
    }
    return new RescaleAction(inner, bounds, low, high);
  }

  @Override
  public TimeStep step(Element action) {
    Tensor values = action.asTensor();
    boolean single = TensorMath.promote(values.dtype(), dtype) == DType.FLOAT32;
    // (a - intercept) / gradient
    return super.step(
        TensorMath.map(
            values,
            dtype,
            (i, a) ->
                single
                    ? ((float) a - (float) intercept[i]) / (float) gradient[i]
                    : (a - intercept[i]) / gradient[i]));
  }

  /** (max_action - min_action) / (high - low), rounded once to the type of the bounds. */
  private static double gradient(Box bounds, int index, double low, double high) {
    if (Double.isInfinite(low) || Double.isInfinite(high)) {
      return 1;
    }
    BigDecimal range =
        new BigDecimal(bounds.high().getDouble(index))
            .subtract(new BigDecimal(bounds.low().getDouble(index)));
    Require.that(range.signum() > 0, "action space", "one value at index " + index, "an interval");
    BigDecimal quotient = new BigDecimal(high - low).divide(range, MathContext.DECIMAL128);
    return bounds.dtype() == DType.FLOAT32 ? quotient.floatValue() : quotient.doubleValue();
  }

  /** min_action - gradient * low, or max_action - high where only that is finite. */
  private static double intercept(Box bounds, int index, double low, double high, double gradient) {
    double boundsLow = bounds.low().getDouble(index);
    boolean single = bounds.dtype() == DType.FLOAT32;
    double value;
    if (Double.isFinite(low)) {
      double product = single ? (float) gradient * (float) -boundsLow : gradient * -boundsLow;
      value = product + low;
    } else {
      value = Double.isFinite(high) ? high - bounds.high().getDouble(index) : 0;
    }
    return single ? (float) value : value;
  }

  private static IntFunction<double[]> numbers(String name, Object value) {
    return size -> numbers(name, value, size);
  }

  private static double[] numbers(String name, Object value, int size) {
    if (value instanceof List<?> list) {
      Require.that(list.size() == size, name, "size " + list.size(), Integer.toString(size));
    }
    double[] numbers = new double[size];
    for (int i = 0; i < size; i++) {
      Object entry = value instanceof List<?> list ? list.get(i) : value;
      if (!(entry instanceof Double number) || number.isNaN()) {
        throw new InvalidValueException(name, entry, NUMBERS);
      }
      numbers[i] = number;
    }
    return numbers;
  }

  private static void checkInfinite(Keyword<?> keyword, double wanted, double bound) {
    Require.that(
        wanted == bound || (Double.isFinite(wanted) && Double.isFinite(bound)),
        keyword.name(),
        wanted,
        Double.isFinite(bound) ? "a finite number" : "" + bound);
  }

  private static Box box(Box bounds, double[] low, double[] high) {
    return new Box(
        TensorMath.tensor(bounds.dtype(), bounds.shape(), i -> low[i], low.length),
        TensorMath.tensor(bounds.dtype(), bounds.shape(), i -> high[i], high.length));
  }
}
