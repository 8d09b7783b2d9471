package io.papilio.kernels;

import io.papilio.core.validation.InvalidValueException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The compiled forms of the kernels, fastest first; all give the same bits. The system property
 * {@code papilio.kernels} names one, as a test of that does; the fastest of this processor by
 * default.
 */
public enum KernelVariant {
  AVX512(0),
  AVX2(1),
  PORTABLE(2);

  private static final KernelVariant CURRENT = choose(System.getProperty("papilio.kernels"));

  private final int code;

  KernelVariant(int code) {
    this.code = code;
  }

  /** What papilio_kernels.h calls it. */
  int code() {
    return code;
  }

  /** The variant of this process. */
  public static KernelVariant current() {
    return CURRENT;
  }

  /** Whether this processor can run it. */
  public boolean isSupported() {
    return NativeKernels.supports(code);
  }

  private static KernelVariant choose(String name) {
    List<KernelVariant> supported =
        Arrays.stream(values()).filter(KernelVariant::isSupported).toList();
    if (name == null) {
      return supported.get(0);
    }
    return supported.stream()
        .filter(variant -> variant.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () -> new InvalidValueException("papilio.kernels", name, "one of " + supported));
  }
}
