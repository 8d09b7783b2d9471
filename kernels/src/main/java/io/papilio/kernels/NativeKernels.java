package io.papilio.kernels;

import org.bytedeco.javacpp.annotation.Cast;
import org.bytedeco.javacpp.annotation.Const;
import org.bytedeco.javacpp.annotation.CriticalRegion;
import org.bytedeco.javacpp.annotation.Namespace;
import org.bytedeco.javacpp.annotation.NoException;
import org.bytedeco.javacpp.annotation.Platform;

/**
 * The functions of papilio_kernels.h. None checks its arguments, and all work on the arrays in
 * place, while the garbage collector waits.
 */
@Platform(value = "linux-x86_64", include = "papilio_kernels.h", compiler = "cpp17")
@Namespace("papilio")
@NoException
final class NativeKernels {
  static {
    NativeLibrary.load("linux-x86_64/libjniNativeKernels.so");
  }

  private NativeKernels() {}

  static native @Cast("bool") boolean supports(int variant);

  @CriticalRegion
  static native void forward(
      int variant,
      @Const float[] w,
      int weight,
      int bias,
      int in,
      int from,
      int to,
      @Const float[] x,
      float[] y,
      int stride,
      int n,
      @Cast("bool") boolean rectify);

  @CriticalRegion
  static native void backward(
      int variant,
      @Const float[] w,
      int weight,
      int in,
      int out,
      @Const float[] delta,
      @Const float[] hidden,
      int from,
      int to,
      float[] result,
      int stride,
      int n);

  @CriticalRegion
  static native void gradient(
      int variant,
      @Const float[] delta,
      int stride,
      int from,
      int to,
      @Const float[] x,
      int row,
      int n,
      float[] result,
      int weight,
      int bias,
      int in);

  @CriticalRegion
  static native void packed(
      int variant,
      @Const float[] w,
      @Const float[] bias,
      int in,
      int out,
      @Const float[] x,
      int from,
      int row,
      float[] y,
      int n,
      @Cast("bool") boolean rectify);

  @CriticalRegion
  static native void mix(
      int variant,
      float[] averages,
      int stride,
      @Const int[] members,
      int number,
      @Const float[] iterates,
      int row,
      @Const float[] c,
      int count,
      int length);

  @CriticalRegion
  static native void transpose(
      @Const float[] from, int start, int rows, int columns, int stride, float[] to, int row);
}
