package io.papilio.artifacts.minari;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.object.datatype.EnumDataType;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.space.Box;
import io.papilio.core.space.DType;
import io.papilio.core.space.Discrete;
import io.papilio.core.space.Space;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.SmallTrajectories;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
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
    assertEquals(TRAJECTORIES, written.toList());
    MinariDataset opened = MinariDataset.open(temporary);
    assertEquals(TRAJECTORIES, opened.toList());
    assertEquals(TRAJECTORIES.subList(0, 2), opened.select(index -> index < 2).toList());
    assertEquals(DESCRIPTION, opened.metadata().description());
    assertEquals(5, opened.metadata().totalEpisodes());
    assertEquals(2 + 3 + 4 + 5 + 2, opened.metadata().totalSteps());
  }

  @ParameterizedTest
  @EnumSource
  void discreteActionsComeBack(MinariFormat format) {
    Trajectory trajectory =
        new Trajectory(
            Optional.empty(),
            Tensor.float32(new float[] {1, 2, 3, 4}, 4, 1),
            Tensor.int64(new long[] {2, 0, 1}),
            Tensor.float64(new double[] {-1, 0.5, 7}),
            false,
            true);
    MinariRecording recording =
        MinariRecording.open(temporary, describe(Box.float32(1, 0, 9), new Discrete(3, 0)), format);
    recording.add(trajectory);
    assertEquals(List.of(trajectory), recording.finish().toList());
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
    assertEquals(TRAJECTORIES, second.finish().toList());
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
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 100));
    MinariDataset dataset = MinariDataset.open(temporary);
    var error = assertThrows(InvalidValueException.class, dataset::toList);
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
    byte[] white = new byte[1024];
    Arrays.fill(white, (byte) 255);
    Box images = new Box(pixels(new byte[1024]), pixels(white));
    var error =
        assertThrows(
            InvalidValueException.class,
            () -> open(describe(images, Box.unbounded(1)), MinariFormat.ARROW));
    assertEquals(
        "observation space: images (expected: none: Minari keeps them as JPEG, with loss)",
        error.getMessage());
    assertThrows(
        InvalidValueException.class,
        () ->
            new MinariDescription(
                "no version", "", Box.unbounded(1), Box.unbounded(1), "", "", Optional.empty()));
  }

  @ParameterizedTest
  @EnumSource
  void everyTypeComesBack(MinariFormat format) {
    for (DType dtype : DType.values()) {
      byte[] bytes = new byte[6 * dtype.bytes()];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (dtype == DType.BOOL ? i % 2 : 37 * i);
      }
      Tensor observations = Tensor.wrap(dtype, List.of(3, 2), ByteBuffer.wrap(bytes));
      Trajectory trajectory =
          new Trajectory(
              Optional.of(BigInteger.valueOf(8)),
              observations,
              Tensor.float32(new float[] {1, 2}, 2, 1),
              Tensor.float64(new double[2]),
              true,
              false);
      Tensor point = Tensor.wrap(dtype, List.of(2), ByteBuffer.allocate(2 * dtype.bytes()));
      MinariDescription description = describe(new Box(point, point), Box.float32(1, 0, 9));
      Path directory = temporary.resolve(dtype.numpyName());
      MinariRecording recording = MinariRecording.open(directory, description, format);
      recording.add(trajectory);
      recording.finish();
      MinariDataset dataset = MinariDataset.open(directory);
      assertEquals(description, dataset.metadata().description());
      assertEquals(List.of(trajectory), dataset.toList());
    }
  }

  @Test
  void flagsInHdf5AreTheEnumerationThatPythonTakesForBooleans() {
    record(MinariFormat.HDF5, TRAJECTORIES);
    try (HdfFile file = new HdfFile(dataFile(MinariFormat.HDF5))) {
      Dataset flags = file.getDatasetByPath("episode_2/terminations");
      var type = assertInstanceOf(EnumDataType.class, flags.getDataType());
      assertEquals(Map.of(0, "FALSE", 1, "TRUE"), type.getEnumMapping());
    }
  }

  @ParameterizedTest
  @EnumSource
  void episodeThatWasDamagedBetweenTheRunsIsNamed(MinariFormat format) throws IOException {
    MinariRecording first = open(DESCRIPTION, format);
    TRAJECTORIES.subList(0, 3).forEach(first::add);
    for (String name : List.of("part-0.arrow", "metadata.json")) {
      Path file =
          temporary
              .resolve(format == MinariFormat.ARROW ? "data" : ".episodes")
              .resolve("1/" + name);
      byte[] whole = Files.readAllBytes(file);
      byte[] damaged = whole.clone();
      damaged[damaged.length / 2] ^= 1;
      Files.write(file, damaged);
      var resumed =
          assertThrows(InvalidValueException.class, () -> open(DESCRIPTION, format)).getMessage();
      assertTrue(resumed.startsWith(file + ": sha256 "), resumed);
      var finished = assertThrows(InvalidValueException.class, first::finish).getMessage();
      assertTrue(finished.startsWith(file + ": sha256 "), finished);
      Files.write(file, whole);
    }
    assertEquals(TRAJECTORIES.subList(0, 3), open(DESCRIPTION, format).finish().toList());
  }

  @Test
  void episodeWhoseLinesWereCutShortIsRecordedAgain() throws IOException {
    MinariRecording first = open(DESCRIPTION, MinariFormat.ARROW);
    TRAJECTORIES.subList(0, 3).forEach(first::add);
    Path journal = temporary.resolve(".recorded");
    String text = Files.readString(journal);
    Files.writeString(journal, text.substring(0, text.length() - 9));
    MinariRecording second = open(DESCRIPTION, MinariFormat.ARROW);
    assertEquals(2, second.episodes());
    TRAJECTORIES.subList(2, 5).forEach(second::add);
    second.finish();
    assertEquals(TRAJECTORIES, MinariDataset.open(temporary).toList());
    assertFalse(Files.exists(journal));
  }

  @ParameterizedTest
  @EnumSource
  void finishingTellsOfEveryEpisodeAndStopsWhenAsked(MinariFormat format) {
    MinariRecording recording = open(DESCRIPTION, format);
    TRAJECTORIES.forEach(recording::add);
    List<Long> heard = new ArrayList<>();
    long total = format == MinariFormat.ARROW ? 5 : 15;
    Progress stopping =
        new Progress() {
          @Override
          public void advance(long done, long of, String note) {
            assertEquals(total, of);
            heard.add(done);
          }

          @Override
          public boolean stopRequested() {
            return heard.size() == 3;
          }
        };
    assertThrows(RunInterruptedException.class, () -> recording.finish(stopping));
    assertEquals(List.of(0L, 1L, 2L), heard);
    heard.clear();
    open(DESCRIPTION, format).finish((done, of, note) -> heard.add(done));
    assertEquals(LongStream.rangeClosed(0, total).boxed().toList(), heard);
  }

  private MinariRecording open(MinariDescription description, MinariFormat format) {
    return MinariRecording.open(temporary, description, format);
  }

  private static Tensor pixels(byte... values) {
    return Tensor.wrap(DType.UINT8, List.of(32, 32), ByteBuffer.wrap(values));
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
        "Trolley-v0/expert-v0",
        "Trolley-v0",
        observations,
        actions,
        "a test",
        "for a test",
        Optional.of("{\"id\": \"Trolley-v0\"}"));
  }
}
