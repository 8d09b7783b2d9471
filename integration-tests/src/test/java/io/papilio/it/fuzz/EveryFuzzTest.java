package io.papilio.it.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All other targets in one process, because Jazzer's agent takes longer to start than many of them
 * need. The first byte of an input chooses the target, the others are its input.
 */
@EnabledIfEnvironmentVariable(named = "JAZZER_FUZZ", matches = "1")
@Timeout(120)
class EveryFuzzTest {
  private static final Path RESOURCES = Path.of("src/test/resources/io/papilio/it/fuzz");

  /** As many bytes as libFuzzer makes of its own accord; larger seeds would slow every target. */
  private static final int MOST_SEED_BYTES = 4096;

  /** A slow target is passed over when it has taken this multiple of an equal share of the time. */
  private static final double MOST_SHARES = 2;

  /** Inputs that fail of a target, which are mostly for the same reason. */
  private static final int MOST_FILES = 50;

  private static final long WARM_UP_NANOS = 1_000_000_000;

  private static final List<Target> TARGETS =
      Stream.of(
              AnswerFuzzTest.class,
              DatasetFuzzTest.class,
              ModelFuzzTest.class,
              RequestFuzzTest.class,
              RunFuzzTest.class,
              SnapshotFuzzTest.class,
              TensorFileFuzzTest.class,
              TextFuzzTest.class)
          .flatMap(test -> Arrays.stream(test.getDeclaredMethods()))
          .filter(method -> method.isAnnotationPresent(FuzzTest.class))
          .map(Target::new)
          .sorted(Comparator.comparing(Target::toString))
          .toList();

  private static long totalNanos;

  @MethodSource("seeds")
  @DictionaryEntries({
    "null",
    "[null]",
    "~",
    "true",
    "None",
    "NaN",
    "1e999",
    "2147483648",
    "9223372036854775808",
    "{}",
    "[]",
    ",",
    ":"
  })
  @FuzzTest
  void any(byte[] data) throws Throwable {
    if (data.length == 0) {
      return;
    }
    Target target = TARGETS.get((data[0] & 0xff) % TARGETS.size());
    double share = (double) totalNanos / TARGETS.size();
    if (target.nanos <= WARM_UP_NANOS + MOST_SHARES * share) {
      long before = System.nanoTime();
      target.run(Arrays.copyOfRange(data, 1, data.length));
      long nanos = System.nanoTime() - before;
      target.nanos += nanos;
      totalNanos += nanos;
    }
  }

  @AfterAll
  static void report() {
    TARGETS.forEach(
        target ->
            System.out.printf(
                "%s: %,d executions, %d s, %d failed%n",
                target, target.executions, target.nanos / 1_000_000_000, target.failures));
    System.out.printf(
        "all: %,d executions%n", TARGETS.stream().mapToLong(target -> target.executions).sum());
  }

  static List<byte[]> seeds() throws ReflectiveOperationException {
    List<byte[]> seeds = new ArrayList<>();
    for (int i = 0; i < TARGETS.size(); i++) {
      for (byte[] seed : TARGETS.get(i).seeds()) {
        byte[] prefixed = new byte[1 + seed.length];
        prefixed[0] = (byte) i;
        System.arraycopy(seed, 0, prefixed, 1, seed.length);
        if (prefixed.length <= MOST_SEED_BYTES) {
          seeds.add(prefixed);
        }
      }
    }
    return seeds;
  }

  private static final class Target {
    private final Method method;
    private final Object test;
    private long executions;
    private long nanos;
    private long failures;

    Target(Method method) {
      this.method = method;
      try {
        test = method.getDeclaringClass().getDeclaredConstructor().newInstance();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    void run(byte[] data) throws Throwable {
      executions++;
      try {
        method.invoke(test, data);
      } catch (InvocationTargetException e) {
        failures++;
        if (failures <= MOST_FILES) {
          // Where the target replays it.
          String name = "crash-" + HexFormat.of().formatHex(Fuzzed.sha256(data), 0, 8);
          Files.write(Files.createDirectories(inputs()).resolve(name), data);
        }
        throw e.getCause();
      }
    }

    @SuppressWarnings("unchecked")
    List<byte[]> seeds() throws ReflectiveOperationException {
      List<byte[]> seeds = new ArrayList<>();
      MethodSource source = method.getAnnotation(MethodSource.class);
      if (source != null) {
        Method made = method.getDeclaringClass().getDeclaredMethod(source.value()[0]);
        seeds.addAll((List<byte[]>) made.invoke(null));
      }
      if (Files.isDirectory(inputs())) {
        try (Stream<Path> files = Files.list(inputs())) {
          files.sorted().map(Fuzzed::bytes).forEach(seeds::add);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return seeds;
    }

    private Path inputs() {
      return RESOURCES.resolve(
          method.getDeclaringClass().getSimpleName() + "Inputs/" + method.getName());
    }

    @Override
    public String toString() {
      return method.getDeclaringClass().getSimpleName() + "#" + method.getName();
    }
  }
}
