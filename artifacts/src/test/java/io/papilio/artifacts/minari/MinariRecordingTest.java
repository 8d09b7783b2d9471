package io.papilio.artifacts.minari;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.KeywordArguments;
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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MinariRecordingTest {
  private static final List<Trajectory> TRAJECTORIES = SmallTrajectories.make(5);
  private static final MinariDescription DESCRIPTION =
      describe(
          Box.unbounded(SmallTrajectories.OBSERVATION_SIZE),
          Box.float32(SmallTrajectories.ACTION_SIZE, -1, 1));

  @TempDir Path temporary;

  @Test
  void trajectoriesComeBackBitForBit() {
    MinariDataset written = record(TRAJECTORIES);
    assertEquals(TRAJECTORIES, written.toList());
    MinariDataset opened = MinariDataset.open(temporary);
    assertEquals(TRAJECTORIES, opened.toList());
    assertEquals(TRAJECTORIES.subList(0, 2), opened.select(index -> index < 2).toList());
    assertEquals(DESCRIPTION, opened.metadata().description());
    assertEquals(5, opened.metadata().totalEpisodes());
    assertEquals(2 + 3 + 4 + 5 + 2, opened.metadata().totalSteps());
  }

  @Test
  void discreteActionsComeBack() {
    Trajectory trajectory =
        new Trajectory(
            Optional.empty(),
            Tensor.float32(new float[] {1, 2, 3, 4}, 4, 1),
            Tensor.int64(new long[] {2, 0, 1}),
            Tensor.float64(new double[] {-1, 0.5, 7}),
            false,
            true);
    MinariRecording recording =
        MinariRecording.open(temporary, describe(Box.float32(1, 0, 9), new Discrete(3, 0)));
    recording.add(trajectory);
    assertEquals(List.of(trajectory), recording.finish().toList());
  }

  @Test
  void recordingGoesOnWhereItWasCutShort() {
    MinariRecording first = MinariRecording.open(temporary, DESCRIPTION);
    TRAJECTORIES.subList(0, 3).forEach(first::add);
    assertFalse(MinariRecording.isComplete(temporary));

    MinariRecording second = MinariRecording.open(temporary, DESCRIPTION);
    assertEquals(3, second.episodes());
    TRAJECTORIES.subList(3, 5).forEach(second::add);
    assertEquals(TRAJECTORIES, second.finish().toList());
    assertTrue(MinariRecording.isComplete(temporary));
  }

  @Test
  void finishedDataSetIsNotRecordedOver() {
    record(TRAJECTORIES);
    assertThrows(InvalidValueException.class, () -> MinariRecording.open(temporary, DESCRIPTION));
  }

  @Test
  void sameTrajectoriesGiveTheSameDigest() {
    var digest = record(TRAJECTORIES).digest();
    assertEquals(digest, recordIn("again", TRAJECTORIES).digest());
    assertNotEquals(digest, recordIn("less", TRAJECTORIES.subList(0, 4)).digest());
  }

  @Test
  void changedFileIsNamed() throws IOException {
    record(TRAJECTORIES);
    Path file = dataFile();
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    var error = assertThrows(InvalidValueException.class, () -> MinariDataset.open(temporary));
    assertTrue(error.getMessage().startsWith(file + ": sha256 "), error.getMessage());
  }

  @Test
  void brokenFileWithoutDigestsIsNamed() throws IOException {
    record(TRAJECTORIES);
    Files.delete(temporary.resolve("SHA256SUMS"));
    Path file = dataFile();
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 100));
    MinariDataset dataset = MinariDataset.open(temporary);
    assertEquals(TRAJECTORIES.subList(0, 3), dataset.select(index -> index < 3).toList());
    var error = assertThrows(InvalidValueException.class, dataset::toList);
    assertTrue(error.getMessage().startsWith(file + ": broken, "), error.getMessage());
  }

  @Test
  void numberThatIsNotFiniteIsNamedWhenItIsRecordedAndWhenItIsRead() throws IOException {
    Trajectory broken = withReward(TRAJECTORIES.get(3), 2, Double.NaN);
    String message = "rewards[2]: NaN (expected: a finite number)";
    List<Trajectory> recorded = new ArrayList<>(TRAJECTORIES);
    recorded.set(3, broken);
    var rejected = assertThrows(InvalidValueException.class, () -> recordIn("other", recorded));
    assertEquals("episode 3, " + broken.describeSeed() + ": " + message, rejected.getMessage());
    record(TRAJECTORIES);
    Files.delete(temporary.resolve("SHA256SUMS"));
    Files.write(dataFile(), ArrowEpisode.encode(broken));
    MinariDataset dataset = MinariDataset.open(temporary);
    var error = assertThrows(InvalidValueException.class, dataset::toList);
    assertEquals(dataFile() + ": " + message, error.getMessage());
  }

  private static Trajectory withReward(Trajectory trajectory, int step, double reward) {
    double[] rewards = trajectory.rewards().toDoubles();
    rewards[step] = reward;
    return new Trajectory(
        trajectory.seed(),
        trajectory.observations(),
        trajectory.actions(),
        Tensor.float64(rewards),
        trajectory.terminated(),
        trajectory.truncated());
  }

  @Test
  void missingEpisodeIsNamed() throws IOException {
    record(TRAJECTORIES);
    Path file = dataFile();
    Files.delete(file);
    var error = assertThrows(InvalidValueException.class, () -> MinariDataset.open(temporary));
    assertTrue(error.getMessage().startsWith(file + ": no such file "), error.getMessage());
  }

  @Test
  void imagesAndDatasetIdsThatMinariCannotReadAreRejected() {
    byte[] white = new byte[1024];
    Arrays.fill(white, (byte) 255);
    Box images = new Box(pixels(new byte[1024]), pixels(white));
    var error =
        assertThrows(InvalidValueException.class, () -> open(describe(images, Box.unbounded(1))));
    assertEquals(
        "observation space: images (expected: none: Minari keeps them as JPEG, with loss)",
        error.getMessage());
    assertThrows(
        InvalidValueException.class,
        () ->
            new MinariDescription(
                "no version",
                "",
                KeywordArguments.NONE,
                Box.unbounded(1),
                Box.unbounded(1),
                "",
                "",
                Optional.empty()));
  }

  @Test
  void everyTypeComesBack() {
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
      MinariRecording recording = MinariRecording.open(directory, description);
      recording.add(trajectory);
      recording.finish();
      MinariDataset dataset = MinariDataset.open(directory);
      assertEquals(description, dataset.metadata().description());
      assertEquals(List.of(trajectory), dataset.toList());
    }
  }

  @Test
  void episodeThatWasDamagedBetweenTheRunsIsNamed() throws IOException {
    MinariRecording first = open(DESCRIPTION);
    TRAJECTORIES.subList(0, 3).forEach(first::add);
    for (String name : List.of("part-0.arrow", "metadata.json")) {
      Path file = temporary.resolve("data/1/" + name);
      byte[] whole = Files.readAllBytes(file);
      byte[] damaged = whole.clone();
      damaged[damaged.length / 2] ^= 1;
      Files.write(file, damaged);
      var resumed = assertThrows(InvalidValueException.class, () -> open(DESCRIPTION)).getMessage();
      assertTrue(resumed.startsWith(file + ": sha256 "), resumed);
      Files.write(file, whole);
    }
    assertEquals(TRAJECTORIES.subList(0, 3), open(DESCRIPTION).finish().toList());
  }

  @Test
  void episodeWhoseLinesWereCutShortIsRecordedAgain() throws IOException {
    MinariRecording first = open(DESCRIPTION);
    TRAJECTORIES.subList(0, 3).forEach(first::add);
    Path journal = temporary.resolve(".recorded");
    String text = Files.readString(journal);
    Files.writeString(journal, text.substring(0, text.length() - 9));
    MinariRecording second = open(DESCRIPTION);
    assertEquals(2, second.episodes());
    TRAJECTORIES.subList(2, 5).forEach(second::add);
    second.finish();
    assertEquals(TRAJECTORIES, MinariDataset.open(temporary).toList());
    assertFalse(Files.exists(journal));
  }

  @Test
  void resumingReportsEveryVerifiedEpisodeAndStopsWhenAsked() {
    MinariRecording recording = open(DESCRIPTION);
    TRAJECTORIES.forEach(recording::add);
    List<Long> verified = new ArrayList<>();
    Progress stopping =
        new Progress() {
          @Override
          public void advance(long done, long of, String note) {
            assertEquals(5, of);
            verified.add(done);
          }

          @Override
          public boolean stopRequested() {
            return verified.size() == 3;
          }
        };
    assertThrows(
        RunInterruptedException.class,
        () -> MinariRecording.open(temporary, DESCRIPTION, stopping));
    assertEquals(List.of(1L, 2L, 3L), verified);
    verified.clear();
    MinariRecording.open(temporary, DESCRIPTION, (done, of, note) -> verified.add(done));
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L), verified);
  }

  private MinariRecording open(MinariDescription description) {
    return MinariRecording.open(temporary, description);
  }

  private static Tensor pixels(byte... values) {
    return Tensor.wrap(DType.UINT8, List.of(32, 32), ByteBuffer.wrap(values));
  }

  private Path dataFile() {
    return temporary.resolve("data/3/part-0.arrow");
  }

  private MinariDataset record(List<Trajectory> trajectories) {
    MinariRecording recording = MinariRecording.open(temporary, DESCRIPTION);
    trajectories.forEach(recording::add);
    return recording.finish();
  }

  private MinariDataset recordIn(String name, List<Trajectory> trajectories) {
    MinariRecording recording = MinariRecording.open(temporary.resolve(name), DESCRIPTION);
    trajectories.forEach(recording::add);
    return recording.finish();
  }

  private static MinariDescription describe(Box observations, Space actions) {
    return new MinariDescription(
        "Trolley-v0/expert-v0",
        "Trolley-v0",
        KeywordArguments.NONE,
        observations,
        actions,
        "a test",
        "for a test",
        Optional.of("{\"id\": \"Trolley-v0\"}"));
  }
}
