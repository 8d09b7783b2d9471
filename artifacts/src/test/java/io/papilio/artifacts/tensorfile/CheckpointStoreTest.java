package io.papilio.artifacts.tensorfile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointStoreTest {
  @TempDir Path directory;
  private Path file;
  private CheckpointStore store;

  @BeforeEach
  void open() {
    file = directory.resolve("run").resolve("checkpoint.safetensors");
    store = new CheckpointStore(file);
  }

  @Test
  void theNewestStateIsLoaded() {
    assertEquals(Optional.empty(), store.load());
    store.save(state(1));
    store.save(state(2));
    TrainingState state = store.load().orElseThrow();
    assertEquals(2, state.integer("step"));
    assertEquals(0.5, state.number("loss"));
    assertArrayEquals(new float[] {1, 2}, state.floats("theta", 2));
    assertArrayEquals(new double[] {Math.E}, state.doubles("returns", 1));
    assertArrayEquals(new long[] {3, -3}, state.longs("order", 2));
    assertArrayEquals(new byte[] {7, -7}, state.bytes("config"));
    assertEquals(state(2).entries(), state.entries());
  }

  @Test
  void theStepIsReadWithoutTheRest() {
    assertEquals(OptionalLong.empty(), store.step());
    store.save(state(7));
    assertEquals(OptionalLong.of(7), store.step());
  }

  @Test
  void aRestoredGeneratorGoesOnWithTheSameNumbers() {
    for (int before : new int[] {0, 1, 2}) {
      NumpyGenerator generator = NumpyGenerator.ofSeed(8);
      for (int i = 0; i < before; i++) {
        generator.integers(10); // leaves half a word behind every other time
      }
      store.save(TrainingState.builder().put("minibatch", generator).build());
      NumpyGenerator resumed = NumpyGenerator.ofSeed(0);
      store.load().orElseThrow().restore("minibatch", resumed);
      for (int i = 0; i < 5; i++) {
        assertEquals(generator.integers(1000), resumed.integers(1000));
        assertEquals(generator.nextLong(), resumed.nextLong());
      }
    }
  }

  @Test
  void aFlippedBitInAnyByteIsNoticed() throws IOException {
    store.save(state(1));
    byte[] good = Files.readAllBytes(file);
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= (byte) (1 << (i % 8));
      assertRejected(bad);
    }
  }

  @Test
  void truncationsAreNoticed() throws IOException {
    store.save(state(1));
    byte[] good = Files.readAllBytes(file);
    for (int length = 0; length < good.length; length += 7) {
      assertRejected(Arrays.copyOf(good, length));
    }
  }

  @Test
  void aFailedSaveLeavesTheStateBeforeAndNoOtherFile() throws IOException {
    store.save(state(1));
    // A directory with something in it cannot be replaced by a file.
    Path occupied = Files.createDirectories(file.resolveSibling("occupied"));
    Files.createDirectory(occupied.resolve("inner"));
    CheckpointStore blocked = new CheckpointStore(occupied);
    var failure = assertThrows(UncheckedIOException.class, () -> blocked.save(state(2)));
    assertTrue(failure.getMessage().startsWith(occupied + ": "), failure.getMessage());
    assertEquals(1, store.load().orElseThrow().integer("step"));
    try (var files = Files.list(file.getParent())) {
      assertEquals(2, files.count());
    }
  }

  @Test
  void entriesThatAreMissingOrOfAnotherKindAreRejected() {
    TrainingState state = state(1);
    assertMessage("eta: not in the state (expected: one of [", () -> state.number("eta"));
    assertMessage(
        "theta: float32 [2] (expected: float32, 3 values)", () -> state.floats("theta", 3));
    assertMessage("step: int64 [] (expected: float64, 1 values)", () -> state.number("step"));
    assertMessage(
        "step: put twice (expected: each name once)",
        () -> TrainingState.builder().put("step", 1L).put("step", 2L));
  }

  private static TrainingState state(long step) {
    return TrainingState.builder()
        .put("step", step)
        .put("loss", 0.5)
        .put("theta", new float[] {1, 2})
        .put("returns", new double[] {Math.E})
        .put("order", new long[] {3, -3})
        .put("config", new byte[] {7, -7})
        .build();
  }

  private void assertRejected(byte[] content) throws IOException {
    Files.write(file, content);
    assertMessage(file + ": ", store::load);
  }

  private static void assertMessage(String start, Runnable call) {
    var rejection = assertThrows(InvalidValueException.class, call::run);
    assertTrue(rejection.getMessage().startsWith(start), rejection.getMessage());
  }
}
