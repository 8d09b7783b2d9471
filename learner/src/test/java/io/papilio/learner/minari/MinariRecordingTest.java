package io.papilio.learner.minari;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.Box;
import io.papilio.core.env.Discrete;
import io.papilio.core.env.Space;
import io.papilio.core.env.Tensor;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.learner.data.SmallTrajectories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MinariRecordingTest {
  private static final List<Trajectory> TRAJECTORIES = SmallTrajectories.make(5);
  private static final MinariDescription DESCRIPTION =
      describe(
          Box.unbounded(SmallTrajectories.OBSERVATION_SIZE),
          Box.float32(SmallTrajectories.ACTION_SIZE, -1, 1));

  @TempDir Path temporary;

  @ParameterizedTest
  @EnumSource
  void trajectoriesComeBackBitForBit(MinariFormat format) {
    MinariDataset written = record(format, TRAJECTORIES);
    assertEquals(TRAJECTORIES, written.read());
    MinariDataset opened = MinariDataset.open(temporary);
    assertEquals(TRAJECTORIES, opened.read());
    assertEquals(TRAJECTORIES.subList(0, 2), opened.read(2));
    assertEquals(DESCRIPTION, opened.metadata().description());
    assertEquals(5, opened.metadata().totalEpisodes());
    assertEquals(2 + 3 + 4 + 5 + 2, opened.metadata().totalSteps());
  }

  @ParameterizedTest
  @EnumSource
  void discreteActionsComeBack(MinariFormat format) {
    Trajectory trajectory =
        new Trajectory(
            MinariDataset.NO_SEED,
            Tensor.float32(new float[] {1, 2, 3, 4}, 4, 1),
            Tensor.int64(new long[] {2, 0, 1}),
            Tensor.float64(new double[] {-1, 0.5, 7}),
            false,
            true);
    MinariRecording recording =
        MinariRecording.open(temporary, describe(Box.float32(1, 0, 9), new Discrete(3, 0)), format);
    recording.add(trajectory);
    assertEquals(List.of(trajectory), recording.finish().read());
  }

  @ParameterizedTest
  @EnumSource
  void recordingGoesOnWhereItWasCutShort(MinariFormat format) {
    MinariRecording first = MinariRecording.open(temporary, DESCRIPTION, format);
    TRAJECTORIES.subList(0, 3).forEach(first::add);
    assertFalse(MinariRecording.isComplete(temporary));

    MinariRecording second = MinariRecording.open(temporary, DESCRIPTION, format);
    assertEquals(3, second.episodes());
    TRAJECTORIES.subList(3, 5).forEach(second::add);
    assertEquals(TRAJECTORIES, second.finish().read());
    assertTrue(MinariRecording.isComplete(temporary));
  }

  @Test
  void finishedDataSetIsNotRecordedOver() {
    record(MinariFormat.ARROW, TRAJECTORIES);
    assertThrows(
        InvalidValueException.class,
        () -> MinariRecording.open(temporary, DESCRIPTION, MinariFormat.ARROW));
  }

  @Test
  void sameTrajectoriesGiveTheSameDigest() {
    var digest = record(MinariFormat.ARROW, TRAJECTORIES).digest();
    assertEquals(digest, recordIn("again", TRAJECTORIES).digest());
    assertNotEquals(digest, recordIn("less", TRAJECTORIES.subList(0, 4)).digest());
  }

  @ParameterizedTest
  @EnumSource
  void changedFileIsNamed(MinariFormat format) throws IOException {
    record(format, TRAJECTORIES);
    Path file = dataFile(format);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    var error = assertThrows(InvalidValueException.class, () -> MinariDataset.open(temporary));
    assertTrue(error.getMessage().startsWith(file + ": sha256 "), error.getMessage());
  }

  @ParameterizedTest
  @EnumSource
  void brokenFileWithoutDigestsIsNamed(MinariFormat format) throws IOException {
    record(format, TRAJECTORIES);
    Files.delete(temporary.resolve("SHA256SUMS"));
    Path file = dataFile(format);
    Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), 100));
    MinariDataset dataset = MinariDataset.open(temporary);
    var error = assertThrows(InvalidValueException.class, dataset::read);
    assertTrue(error.getMessage().startsWith(file + ": broken, "), error.getMessage());
  }

  @Test
  void missingEpisodeIsNamed() throws IOException {
    record(MinariFormat.ARROW, TRAJECTORIES);
    Path file = dataFile(MinariFormat.ARROW);
    Files.delete(file);
    var error = assertThrows(InvalidValueException.class, () -> MinariDataset.open(temporary));
    assertTrue(error.getMessage().startsWith(file + ": no such file "), error.getMessage());
  }

  @Test
  void imagesAndDatasetIdsThatMinariCannotReadAreRefused() {
    Tensor low =
        Tensor.wrap(
            io.papilio.core.env.DType.UINT8, List.of(32, 32), java.nio.ByteBuffer.allocate(1024));
    assertThrows(InvalidValueException.class, () -> describe(new Box(low, low), Box.unbounded(1)));
    assertThrows(
        InvalidValueException.class,
        () -> new MinariDescription("no version", "", Box.unbounded(1), Box.unbounded(1), "", ""));
  }

  private Path dataFile(MinariFormat format) {
    return temporary.resolve(
        format == MinariFormat.ARROW ? "data/3/part-0.arrow" : "data/main_data.hdf5");
  }

  private MinariDataset record(MinariFormat format, List<Trajectory> trajectories) {
    MinariRecording recording = MinariRecording.open(temporary, DESCRIPTION, format);
    trajectories.forEach(recording::add);
    return recording.finish();
  }

  private MinariDataset recordIn(String name, List<Trajectory> trajectories) {
    MinariRecording recording =
        MinariRecording.open(temporary.resolve(name), DESCRIPTION, MinariFormat.ARROW);
    trajectories.forEach(recording::add);
    return recording.finish();
  }

  private static MinariDescription describe(Box observations, Space actions) {
    return new MinariDescription(
        "Trolley-v0/expert-v0", "Trolley-v0", observations, actions, "a test", "for a test");
  }
}
