package io.papilio.envserver.mujoco;

import io.papilio.envserver.mujoco.binding.Mujoco;

/**
 * The C library's functions, which NumPy calls too. Java's own are as exact, but not the same in
 * the last bit.
 */
public final class NativeMath {
  static {
    NativeLibrary.load();
  }

  private NativeMath() {}

  public static double sin(double radians) {
    return Mujoco.sine(radians);
  }

  public static double cos(double radians) {
    return Mujoco.cosine(radians);
  }

  /** {@code base} to the power of {@code exponent}; its square may differ from the product. */
  public static double pow(double base, double exponent) {
    return Mujoco.power(base, exponent);
  }
}
