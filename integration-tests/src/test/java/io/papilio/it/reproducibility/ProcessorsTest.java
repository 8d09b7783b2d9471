package io.papilio.it.reproducibility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.papilio.core.provenance.Digest;
import io.papilio.it.process.ChildProcess;
import io.papilio.kernels.KernelVariant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same seed gives the same numbers under every variant of the kernels, number of threads, heap
 * and compiler, as {@link FrozenRunsTest} has them from whatever processor recorded them.
 */
class ProcessorsTest {
  @TempDir private Path temporary;

  static Stream<List<String>> machines() {
    return Stream.of(
        List.of("-Dpapilio.kernels=avx512", "-XX:TieredStopAtLevel=1"),
        List.of("-Dpapilio.kernels=avx2", "-Dpapilio.threads=2", "-XX:UseAVX=2"),
        // Objects lie elsewhere, and Java's own loops have narrow vectors.
        List.of("-Dpapilio.kernels=portable", "-XX:+UseSerialGC", "-XX:UseAVX=0", "-Xmn64m"));
  }

  @ParameterizedTest
  @MethodSource("machines")
  void cloneIsTheFrozenOne(List<String> machine) throws Exception {
    Path run = run(machine, "clone", FrozenRuns.HOPPER_CLONE);
    assertFrozen("clone-hopper", RunValues.ofClone(run));
  }

  @ParameterizedTest
  @MethodSource("machines")
  void trainedExpertIsTheFrozenOne(List<String> machine) throws Exception {
    Path run = run(machine, "train-expert", FrozenRuns.HOPPER_TRAINING);
    assertFrozen("train-expert-hopper", RunValues.ofTraining(run));
  }

  private static void assertFrozen(String name, Digest actual) throws Exception {
    assertEquals(FrozenRuns.digest(name), actual.sha256());
  }

  private Path run(List<String> machine, String command, List<String> options) throws Exception {
    for (KernelVariant variant : KernelVariant.values()) {
      String name = variant.name().toLowerCase(Locale.ROOT);
      assumeTrue(
          variant.isSupported() || !machine.contains("-Dpapilio.kernels=" + name),
          "this processor has no " + variant);
    }
    List<String> jvm = new ArrayList<>(machine);
    jvm.addAll(List.of("-Xmx512m", "--add-opens=java.base/java.nio=ALL-UNNAMED"));
    Path run = temporary.resolve("run");
    List<String> all = new ArrayList<>(options);
    all.add("--directory=" + run);
    ChildProcess.run(temporary, jvm, command, all);
    return run;
  }
}
