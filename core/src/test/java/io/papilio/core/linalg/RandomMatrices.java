package io.papilio.core.linalg;

import io.papilio.core.random.NumpyGenerator;

/** Matrices of independent normal draws, for properties that must hold for any matrix. */
public final class RandomMatrices {
  private RandomMatrices() {}

  public static Matrix normal(NumpyGenerator generator, int rows, int columns) {
    double[] elements = new double[rows * columns];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = generator.standardNormal();
    }
    return Matrix.of(rows, columns, elements);
  }
}
