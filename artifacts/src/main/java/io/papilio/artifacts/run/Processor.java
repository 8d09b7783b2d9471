package io.papilio.artifacts.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The processor of a machine. Libraries choose their kernels by it, so that the last bits of a
 * result may depend on it.
 *
 * @param model as the processor names itself, or {@link #UNKNOWN}
 * @param instructions the widest vector instructions: {@code AVX-512}, {@code AVX2}, {@code SSE2},
 *     or {@link #UNKNOWN}
 */
public record Processor(String model, String instructions) {
  /** Stands for what the operating system does not say. */
  public static final String UNKNOWN = "unknown";

  /** Of a manifest that does not name it. */
  public static final Processor NOT_RECORDED = new Processor(UNKNOWN, UNKNOWN);

  /** The processor that this JVM runs on, as Linux describes it. */
  static Processor current() {
    try {
      return of(Files.readAllLines(Path.of("/proc/cpuinfo"), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return NOT_RECORDED;
    }
  }

  static Processor of(List<String> cpuinfo) {
    Set<String> flags = Set.copyOf(Arrays.asList(value(cpuinfo, "flags").orElse("").split(" +")));
    String instructions =
        flags.contains("avx512f")
            ? "AVX-512"
            : flags.contains("avx2") ? "AVX2" : flags.contains("sse2") ? "SSE2" : UNKNOWN;
    return new Processor(value(cpuinfo, "model name").orElse(UNKNOWN), instructions);
  }

  private static Optional<String> value(List<String> cpuinfo, String key) {
    return cpuinfo.stream()
        .map(line -> line.split(":", 2))
        .filter(parts -> parts.length == 2 && parts[0].strip().equals(key))
        .map(parts -> parts[1].strip())
        .findFirst();
  }
}
