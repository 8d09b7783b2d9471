package io.papilio.core.linalg;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/** Eigenvalues and singular values of a matrix. */
final class Spectrum {
  private Spectrum() {}

  /** With multiplicity, the largest modulus first. */
  static List<Complex> eigenvalues(Matrix matrix) {
    EigenDecomposition_F64<DMatrixRMaj> decomposition =
        DecompositionFactory_DDRM.eig(matrix.rows(), false);
    if (!decomposition.decompose(matrix.copy())) {
      throw new ArithmeticException("eigenvalues: no convergence for " + matrix);
    }
    return IntStream.range(0, matrix.rows())
        .mapToObj(decomposition::getEigenvalue)
        .map(Spectrum::complex)
        .sorted(Comparator.comparingDouble(Complex::modulus).reversed())
        .toList();
  }

  /** The largest first. */
  static Vector singularValues(Matrix matrix) {
    SingularValueDecomposition_F64<DMatrixRMaj> decomposition =
        DecompositionFactory_DDRM.svd(matrix.rows(), matrix.columns(), false, false, true);
    if (!decomposition.decompose(matrix.copy())) {
      throw new ArithmeticException("singular values: no convergence for " + matrix);
    }
    double[] ascending =
        Arrays.copyOf(decomposition.getSingularValues(), decomposition.numberOfSingularValues());
    Arrays.sort(ascending);
    int last = ascending.length - 1;
    return Vector.of(
        IntStream.rangeClosed(0, last).mapToDouble(i -> ascending[last - i]).toArray());
  }

  private static Complex complex(Complex_F64 value) {
    return new Complex(value.getReal(), value.getImaginary());
  }
}
