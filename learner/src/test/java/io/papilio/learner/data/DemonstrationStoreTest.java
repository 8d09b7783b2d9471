package io.papilio.learner.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemonstrationStoreTest {
  private static final List<Trajectory> TRAJECTORIES = SmallTrajectories.make(3);

  @TempDir Path temporary;
  private DemonstrationStore store;

  @BeforeEach
  void makeAStore() {
    store = new DemonstrationStore(temporary.resolve("demonstrations"));
  }

  @Test
  void trajectoriesComeBackBitForBit() {
    record().finish();
    assertEquals(TRAJECTORIES, store.read());
  }

  @Test
  void indexTellsWhatThereIs() {
    record().finish();
    DemonstrationIndex index = store.index();
    assertEquals("Trolley-v0", index.environment());
    assertEquals("the expert of the test", index.expert());
    assertEquals(
        List.of(2, 3, 4),
        index.episodes().stream().map(DemonstrationIndex.Episode::length).toList());
    assertEquals(
        List.of(0L, 1L, 2L),
        index.episodes().stream().map(DemonstrationIndex.Episode::seed).toList());
  }

  @Test
  void recordingThatNeverEndedIsNotComplete() {
    DemonstrationRecording recording = record();
    assertFalse(store.isComplete());
    recording.finish();
    assertTrue(store.isComplete());
  }

  @Test
  void manyTrajectoriesFillSeveralParts() {
    // 20,000 time steps of 3 float64, 2 float32 and a reward are 0.8 MB; a part is full at 32 MiB.
    Trajectory longOne = SmallTrajectories.make(5, 20_000);
    var recording = store.record("Trolley-v0", "the expert of the test");
    for (int i = 0; i < 50; i++) {
      recording.add(longOne);
    }
    recording.finish();

    List<Integer> sizes =
        store.index().parts().stream().map(part -> part.episodes().size()).toList();
    assertEquals(List.of(42, 8), sizes);
    assertEquals(Collections.nCopies(50, longOne), store.read());
  }

  @Test
  void changedFileIsRefused() throws IOException {
    record().finish();
    Path file = temporary.resolve("demonstrations/part-0000.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    var error = assertThrows(InvalidValueException.class, () -> store.read());
    assertTrue(error.getMessage().startsWith(file + ": sha256 "), error.getMessage());
  }

  @Test
  void brokenIndexIsRefused() throws IOException {
    record().finish();
    Files.writeString(store.indexFile(), "{\"parts\": []}");
    var error = assertThrows(InvalidValueException.class, () -> store.read());
    assertTrue(error.getMessage().startsWith(store.indexFile() + ": "), error.getMessage());
  }

  private DemonstrationRecording record() {
    var recording = store.record("Trolley-v0", "the expert of the test");
    TRAJECTORIES.forEach(recording::add);
    return recording;
  }
}
