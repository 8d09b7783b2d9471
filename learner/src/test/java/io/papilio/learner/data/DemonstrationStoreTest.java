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
    assertEquals(2 + 3 + 4, index.timeSteps());
    assertEquals(
        List.of(0L, 1L, 2L),
        index.episodes().stream().map(DemonstrationIndex.Episode::seed).toList());
  }

  @Test
  void recordingThatNeverEndedIsNotComplete() {
    DemonstrationStore.Recording recording = record();
    assertFalse(store.isComplete());
    recording.finish();
    assertTrue(store.isComplete());
  }

  @Test
  void changedFileIsRefused() throws IOException {
    record().finish();
    Path file = temporary.resolve("demonstrations/episode-00001.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    var error = assertThrows(InvalidValueException.class, () -> store.read());
    assertTrue(error.getMessage().startsWith(file + ": sha256 "), error.getMessage());
  }

  @Test
  void brokenIndexIsRefused() throws IOException {
    record().finish();
    Files.writeString(store.indexFile(), "{\"episodes\": []}");
    var error = assertThrows(InvalidValueException.class, () -> store.read());
    assertTrue(error.getMessage().startsWith(store.indexFile() + ": "), error.getMessage());
  }

  private DemonstrationStore.Recording record() {
    var recording = store.record("Trolley-v0", "the expert of the test");
    TRAJECTORIES.forEach(recording::add);
    return recording;
  }
}
