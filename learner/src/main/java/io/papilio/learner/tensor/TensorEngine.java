package io.papilio.learner.tensor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.util.Locale;
import java.util.Map;

/**
 * The tensor engine: libtorch from the class path or {@code PYTORCH_LIBRARY_PATH}, never from the
 * network. Every use of DJL starts here.
 *
 * <p>DJL unpacks the native library once into the user's cache directory ({@code ~/.djl.ai}, or
 * {@code DJL_CACHE_DIR}). The number of threads is the system property {@code papilio.threads}, or
 * {@value #DEFAULT_THREADS}: not the number of cores, since the rounding of large products depends
 * on how they are split among threads, and a run should not depend on the machine's size.
 */
public final class TensorEngine {
  static final int DEFAULT_THREADS = 1;

  private static volatile int threads =
      Require.positive(Integer.getInteger("papilio.threads", DEFAULT_THREADS), "papilio.threads");

  private static final Engine ENGINE = start();

  // After the engine has loaded libtorch, and before anything is computed.
  private static final String MKL_CBWR = MklReproducibility.enable();

  private TensorEngine() {}

  private static Engine start() {
    // Without these DJL may look for models online, and reports its use to a server.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    return Engine.getEngine("PyTorch");
  }

  /** A manager of arrays on the CPU; close it to free them. Use one for each training step. */
  public static NDManager newManager() {
    // libtorch keeps the number for each thread by itself; a new one would begin with all cores.
    if (JniUtils.getNumThreads() != threads) {
      JniUtils.setNumThreads(threads);
    }
    return ENGINE.newBaseManager(Device.cpu());
  }

  /**
   * Same as {@link #newManager()}, of arrays on a device that {@linkplain #isAvailable is
   * available}.
   */
  public static NDManager newManager(TensorDevice device) {
    return device == TensorDevice.CPU ? newManager() : ENGINE.newBaseManager(device.device());
  }

  /** Whether this libtorch is a build for the device and finds one. */
  public static boolean isAvailable(TensorDevice device) {
    try (NDManager manager = newManager(device)) {
      manager.zeros(new Shape(1));
      return true;
    } catch (EngineException e) {
      return false;
    }
  }

  /**
   * Rejects a device that is not available.
   *
   * @throws InvalidValueException if it is not
   */
  public static void requireAvailable(TensorDevice device) {
    Require.that(
        isAvailable(device),
        "device",
        device.name().toLowerCase(Locale.ROOT),
        "cpu, or a CUDA device and PYTORCH_LIBRARY_PATH with libtorch "
            + ENGINE.getVersion()
            + " for CUDA");
  }

  /**
   * Records operations for backpropagation until it is closed. DJL allows one at a time in the
   * whole process.
   */
  public static GradientCollector newGradientCollector() {
    return ENGINE.newGradientCollector();
  }

  /** Number of threads of a tensor operation. */
  public static int threads() {
    return threads;
  }

  /**
   * Changes the number of threads of a tensor operation, for managers that are made from now on.
   */
  public static void setThreads(int threads) {
    TensorEngine.threads = Require.positive(threads, "threads");
  }

  /**
   * Versions of DJL and libtorch, and the reproducible mode of its BLAS ({@code mkl_cbwr}), by
   * name, for manifests.
   */
  public static Map<String, String> libraries() {
    return Map.of(
        "djl", Engine.getDjlVersion(), "libtorch", ENGINE.getVersion(), "mkl_cbwr", MKL_CBWR);
  }
}
