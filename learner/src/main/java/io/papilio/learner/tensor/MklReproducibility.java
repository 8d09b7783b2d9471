package io.papilio.learner.tensor;

import com.sun.jna.NativeLibrary;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MKL's conditional numerical reproducibility (CNR). libtorch's BLAS is MKL, which otherwise picks
 * its kernels, and with them the order of additions, by the alignment of the arrays: the same
 * product then differs in its last bits from run to run, since Java's arrays lie anywhere.
 *
 * <p>Source: oneMKL developer guide, "Obtaining Numerically Reproducible Results".
 */
public final class MklReproducibility {
  /** A user's own choice, which MKL reads by itself. */
  private static final String VARIABLE = "MKL_CBWR";

  /** Reported where libtorch's BLAS has no such mode. */
  static final String UNSUPPORTED = "unsupported";

  // mkl_cbwr.h
  private static final int BRANCH = 1;
  private static final int AUTO = 2;
  private static final int AVX2 = 10;
  private static final Map<Integer, String> BRANCHES =
      Map.of(1, "OFF", AUTO, "AUTO", 3, "COMPATIBLE", 9, "AVX", AVX2, "AVX2", 12, "AVX512");

  private static final Logger LOG = LoggerFactory.getLogger(MklReproducibility.class);

  private MklReproducibility() {}

  /**
   * Switches it on. The branch is AVX2, the same kernels on all of Intel's processors that have it;
   * elsewhere MKL has no such choice, and AUTO repeats on one machine. Must run between the loading
   * of libtorch and the first product; MKL ignores it afterwards.
   *
   * @return the branch in force, by MKL's name, or {@link #UNSUPPORTED}
   */
  static String enable() {
    String branch = System.getenv(VARIABLE) == null ? set() : branch();
    if (branch.equals(UNSUPPORTED) || branch.equals("OFF")) {
      LOG.warn(
          "libtorch BLAS: reproducible mode is {}; repeated runs may differ in the last bits",
          branch);
    }
    return branch;
  }

  private static String set() {
    try {
      if (call("mkl_serv_cbwr_set", AVX2) != 0) {
        call("mkl_serv_cbwr_set", AUTO);
      }
    } catch (UnsatisfiedLinkError e) {
      return UNSUPPORTED;
    }
    return branch();
  }

  private static String branch() {
    try {
      int branch = call("mkl_serv_cbwr_get", BRANCH);
      return BRANCHES.getOrDefault(branch, "branch " + branch);
    } catch (UnsatisfiedLinkError e) {
      return UNSUPPORTED;
    }
  }

  private static int call(String function, int argument) {
    // Found by its name alone, since libtorch is in the process already.
    NativeLibrary libtorch = NativeLibrary.getInstance("libtorch_cpu.so");
    return libtorch.getFunction(function).invokeInt(new Object[] {argument});
  }
}
