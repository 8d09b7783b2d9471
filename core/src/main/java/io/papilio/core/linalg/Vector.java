package io.papilio.core.linalg;

import io.papilio.core.validation.InvalidValueException;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/** An immutable vector of finite doubles. Sums run over the elements in order. */
public final class Vector {
  private final double[] values;

  private Vector(double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new InvalidValueException("vector[" + i + "]", values[i], "a finite number");
      }
    }
    this.values = values;
  }

  /** The vector of these values, which are copied. */
  public static Vector of(double... values) {
    return new Vector(values.clone());
  }

  public static Vector zero(int size) {
    return new Vector(new double[size]);
  }

  public int size() {
    return values.length;
  }

  public double get(int index) {
    return values[index];
  }

  public Vector add(Vector other) {
    return combine(other, Double::sum);
  }

  public Vector subtract(Vector other) {
    return combine(other, (x, y) -> x - y);
  }

  public Vector scale(double factor) {
    return new Vector(Arrays.stream(values).map(x -> factor * x).toArray());
  }

  public double dot(Vector other) {
    requireSize(other);
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * other.values[i];
    }
    return sum;
  }

  /** The Euclidean norm. */
  public double norm() {
    return Math.sqrt(dot(this));
  }

  /** A copy of the elements. */
  public double[] toArray() {
    return values.clone();
  }

  private Vector combine(Vector other, DoubleBinaryOperator operator) {
    requireSize(other);
    double[] result = new double[values.length];
    Arrays.setAll(result, i -> operator.applyAsDouble(values[i], other.values[i]));
    return new Vector(result);
  }

  private void requireSize(Vector other) {
    if (other.size() != size()) {
      throw new InvalidValueException("vector", "size " + other.size(), "" + size());
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vector that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
