package io.papilio.core.linalg;

import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;

/** An immutable matrix of finite doubles. */
public final class Matrix {
  private final DMatrixRMaj values;

  private Matrix(DMatrixRMaj values) {
    Require.that(values.getNumElements() > 0, "matrix", "no elements", "at least one element");
    for (int i = 0; i < values.getNumElements(); i++) {
      Require.that(Double.isFinite(values.get(i)), "matrix", values.get(i), "finite numbers");
    }
    this.values = values;
  }

  /** The matrix with these elements, row by row, which are copied. */
  public static Matrix of(int rows, int columns, double... rowMajor) {
    Require.that(
        rowMajor.length == rows * columns,
        "matrix",
        rowMajor.length + " elements",
        rows + " x " + columns);
    return new Matrix(new DMatrixRMaj(rows, columns, true, rowMajor.clone()));
  }

  public static Matrix zero(int rows, int columns) {
    return new Matrix(new DMatrixRMaj(rows, columns));
  }

  public static Matrix identity(int size) {
    return new Matrix(CommonOps_DDRM.identity(size));
  }

  public static Matrix diagonal(double... diagonal) {
    return new Matrix(CommonOps_DDRM.diag(diagonal));
  }

  public int rows() {
    return values.getNumRows();
  }

  public int columns() {
    return values.getNumCols();
  }

  public boolean isSquare() {
    return rows() == columns();
  }

  public double get(int row, int column) {
    return values.get(row, column);
  }

  public Matrix add(Matrix other) {
    return combine(other, Double::sum);
  }

  public Matrix subtract(Matrix other) {
    return combine(other, (x, y) -> x - y);
  }

  public Matrix scale(double factor) {
    DMatrixRMaj result = copy();
    CommonOps_DDRM.scale(factor, result);
    return new Matrix(result);
  }

  public Matrix multiply(Matrix other) {
    Require.that(other.rows() == columns(), "factor", other.describe(), columns() + " rows");
    return new Matrix(CommonOps_DDRM.mult(values, other.values, null));
  }

  /** The product with a column vector; each element sums over the columns in order. */
  public Vector multiply(Vector vector) {
    if (vector.size() != columns()) {
      throw new InvalidValueException("vector", "size " + vector.size(), "" + columns());
    }
    double[] product = new double[rows()];
    for (int i = 0; i < product.length; i++) {
      for (int j = 0; j < columns(); j++) {
        product[i] += get(i, j) * vector.get(j);
      }
    }
    return Vector.of(product);
  }

  public Matrix transpose() {
    return new Matrix(CommonOps_DDRM.transpose(values, null));
  }

  /** (M + M') / 2 */
  public Matrix symmetricPart() {
    return add(transpose()).scale(0.5);
  }

  /**
   * The X of this X = right.
   *
   * @throws InvalidValueException when this matrix is not square or is singular
   */
  public Matrix solve(Matrix right) {
    requireSquare();
    Require.that(right.rows() == rows(), "right side", right.describe(), rows() + " rows");
    DMatrixRMaj solution = new DMatrixRMaj(rows(), right.columns());
    boolean solved = CommonOps_DDRM.solve(copy(), right.copy(), solution);
    // Some singular matrices pass the decomposition and give infinities or NaN.
    if (!solved || MatrixFeatures_DDRM.hasUncountable(solution)) {
      throw new InvalidValueException("matrix", "singular", "an invertible matrix");
    }
    return new Matrix(solution);
  }

  /**
   * The matrix whose product with this one is the identity.
   *
   * @throws InvalidValueException when this matrix is not square or is singular
   */
  public Matrix inverse() {
    return solve(identity(rows()));
  }

  /** The eigenvalues with multiplicity, the largest modulus first. */
  public List<Complex> eigenvalues() {
    return Spectrum.eigenvalues(requireSquare());
  }

  /** The largest absolute value of an eigenvalue. */
  public double spectralRadius() {
    return eigenvalues().get(0).modulus();
  }

  /** The singular values, the largest first. Shape: [min(rows, columns)]. */
  public Vector singularValues() {
    return Spectrum.singularValues(this);
  }

  /** The largest factor by which the matrix lengthens a vector. */
  public double operatorNorm() {
    return singularValues().get(0);
  }

  /** The largest absolute value of an element. */
  public double maxAbs() {
    return CommonOps_DDRM.elementMaxAbs(values);
  }

  /** exp(M) = I + M + M^2 / 2! + ... */
  public Matrix exponential() {
    return MatrixExponential.of(requireSquare());
  }

  /** A copy of the elements, row by row. */
  public double[] toRowMajor() {
    return values.getData().clone();
  }

  /** Rows and columns, for messages: {@code 2 x 3}. */
  public String describe() {
    return rows() + " x " + columns();
  }

  DMatrixRMaj copy() {
    return values.copy();
  }

  private Matrix requireSquare() {
    Require.that(isSquare(), "matrix", describe(), "a square matrix");
    return this;
  }

  private Matrix combine(Matrix other, DoubleBinaryOperator operator) {
    Require.that(
        other.rows() == rows() && other.columns() == columns(),
        "matrix",
        other.describe(),
        describe());
    double[] result = new double[values.getNumElements()];
    Arrays.setAll(result, i -> operator.applyAsDouble(values.get(i), other.values.get(i)));
    return of(rows(), columns(), result);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Matrix that
        && rows() == that.rows()
        && columns() == that.columns()
        && Arrays.equals(toRowMajor(), that.toRowMajor());
  }

  @Override
  public int hashCode() {
    return 31 * rows() + Arrays.hashCode(toRowMajor());
  }

  @Override
  public String toString() {
    return describe() + " " + Arrays.toString(toRowMajor());
  }
}
