package io.papilio.learner.network;

import ai.djl.pytorch.jni.JniUtils;
import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import io.papilio.learner.tensor.MklReproducibility;
import io.papilio.learner.tensor.TensorEngine;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Products of float32 matrices that lie row by row in Java arrays, by libtorch's own BLAS, on the
 * calling thread. A product's bits depend on other threads in no case, and on where its arrays lie
 * in memory only if the BLAS has no reproducible mode ({@link MklReproducibility}).
 */
final class MatrixProduct {
  private static final String LIBRARY = "dev.ludovic.netlib.blas";
  // Held, since a logger that nobody holds forgets its level. The library logs what it loaded.
  private static final Logger LOGGER = Logger.getLogger(LIBRARY + ".InstanceBuilder");
  private static final BLAS BLAS = load();

  private MatrixProduct() {}

  private static BLAS load() {
    // libtorch is in the process from here on, so that the loader finds it by its name alone.
    TensorEngine.libraries();
    System.setProperty(LIBRARY + ".nativeLib", "libtorch_cpu.so");
    LOGGER.setLevel(Level.WARNING);
    return NativeBLAS.getInstance();
  }

  /**
   * y = y + x W^T.
   *
   * @param y shape: [n, out]
   * @param x shape: [n, in], its rows {@code stride} elements apart
   * @param w holds W from {@code offset} on. Shape: [out, in]
   */
  static void addTransposed(
      float[] y, int n, int out, float[] x, int stride, float[] w, int offset, int in) {
    // BLAS reads columns, so that a matrix of rows is its transpose: y^T = W x^T.
    product("T", "N", out, n, in, w, offset, in, x, 0, stride, 1, y, 0, out);
  }

  /**
   * x = y W, for the first {@code columns} columns of a W that begins at {@code offset}.
   *
   * @param x shape: [n, columns]
   * @param y shape: [n, out]
   * @param in elements between the rows of W
   */
  static void set(
      float[] x, int n, int columns, float[] y, int out, float[] w, int offset, int in) {
    product("N", "N", columns, n, out, w, offset, in, y, 0, out, 0, x, 0, columns);
  }

  /**
   * W = y^T x.
   *
   * @param w takes W from {@code offset} on. Shape: [out, in]
   * @param y shape: [n, out]
   * @param x shape: [n, in], its rows {@code stride} elements apart
   */
  static void setOuter(
      float[] w, int offset, int out, int in, float[] y, float[] x, int stride, int n) {
    product("N", "T", in, out, n, x, 0, stride, y, 0, out, 0, w, offset, in);
  }

  private static void product(
      String transposeA,
      String transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int offsetA,
      int lda,
      float[] b,
      int offsetB,
      int ldb,
      float beta,
      float[] c,
      int offsetC,
      int ldc) {
    // libtorch keeps the number for each thread by itself; a new one would begin with all cores.
    if (JniUtils.getNumThreads() != 1) {
      JniUtils.setNumThreads(1);
    }
    BLAS.sgemm(
        transposeA,
        transposeB,
        m,
        n,
        k,
        1,
        a,
        offsetA,
        lda,
        b,
        offsetB,
        ldb,
        beta,
        c,
        offsetC,
        ldc);
  }
}
