package io.papilio.it.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.papilio.artifacts.minari.MinariDataset;
import io.papilio.artifacts.minari.MinariDescription;
import io.papilio.artifacts.minari.MinariRecording;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.space.Box;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.Trajectory;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Data sets of Minari's layout: Arrow and HDF5 files, metadata, digests, and their journal. */
@Timeout(120)
class DatasetFuzzTest {
  private static final String EPISODE = "data/0/part-0.arrow";
  private static final String EPISODE_METADATA = "data/0/metadata.json";
  private static final String METADATA = "data/metadata.json";
  private static final String DIGESTS = "SHA256SUMS";
  private static final String JOURNAL = ".recorded";

  private static final MinariDescription DESCRIPTION =
      new MinariDescription(
          "fuzz/x-v0",
          "X-v0",
          KeywordArguments.NONE,
          new Box(Tensor.float64(new double[] {-1, -1}, 2), Tensor.float64(new double[] {1, 1}, 2)),
          new Box(Tensor.float32(new float[] {-1}, 1), Tensor.float32(new float[] {1}, 1)),
          "none",
          "",
          Optional.empty());

  /** The files of a data set as they are written. */
  private static final Map<String, byte[]> SEEDS = write();

  private static final byte[] HDF5_METADATA =
      Fuzzed.utf8(Fuzzed.text(SEEDS.get(METADATA)).replace("\"arrow\"", "\"hdf5\""));

  @MethodSource("episodes")
  @FuzzTest
  void arrow(byte[] data) {
    readWith("arrow", EPISODE, data);
  }

  @MethodSource("episodeMetadata")
  @FuzzTest
  void episode(byte[] data) {
    readWith("episode", EPISODE_METADATA, data);
  }

  @MethodSource("metadata")
  @FuzzTest
  void metadata(byte[] data) {
    readWith("metadata", METADATA, data);
  }

  @FuzzTest
  void hdf5(byte[] data) {
    Fuzzed.fileOnce("hdf5/" + METADATA, HDF5_METADATA);
    Path directory = directory("hdf5", "data/main_data.hdf5", data);
    // jHDF takes the memory that lengths in a file ask for, up to the heap.
    Fuzzed.read(
        Long.MAX_VALUE, () -> MinariDataset.open(directory).read(id -> true, trajectory -> {}));
  }

  @MethodSource("digests")
  @FuzzTest
  void digests(byte[] data) {
    readWith("digests", DIGESTS, data);
  }

  @MethodSource("digests")
  @FuzzTest
  void journal(byte[] data) {
    Path directory = directory("journal", JOURNAL, data);
    Fuzzed.read(() -> MinariRecording.open(directory, DESCRIPTION));
  }

  static List<byte[]> episodes() {
    return List.of(SEEDS.get(EPISODE));
  }

  static List<byte[]> episodeMetadata() {
    return List.of(SEEDS.get(EPISODE_METADATA));
  }

  static List<byte[]> metadata() {
    return List.of(
        SEEDS.get(METADATA),
        Fuzzed.utf8(
            Fuzzed.text(SEEDS.get(METADATA))
                .replace("float64", "uint8")
                .replace("\"environment\" : \"X-v0\",", "")));
  }

  static List<byte[]> digests() {
    return List.of(SEEDS.get(DIGESTS));
  }

  private static void readWith(String name, String file, byte[] data) {
    for (String other : List.of(METADATA, EPISODE_METADATA, EPISODE)) {
      Fuzzed.fileOnce(name + "/" + other, SEEDS.get(other));
    }
    Path directory = directory(name, file, data);
    Fuzzed.read(() -> MinariDataset.open(directory).read(id -> id < 2, trajectory -> {}));
  }

  private static Path directory(String name, String file, byte[] data) {
    Path written = Fuzzed.file(name + "/" + file, data);
    return written.resolve("../".repeat(file.split("/").length)).normalize();
  }

  private static Map<String, byte[]> write() {
    Path directory = Fuzzed.file("written/any", new byte[0]).resolveSibling("set");
    MinariRecording recording = MinariRecording.open(directory, DESCRIPTION);
    recording.add(
        new Trajectory(
            Optional.of(BigInteger.TWO),
            Tensor.float64(new double[] {0.1, 0.2, 0.3, 0.4, 0.5, 0.6}, 3, 2),
            Tensor.float32(new float[] {0.1f, 0.2f}, 2, 1),
            Tensor.float64(new double[] {1, 2}, 2),
            true,
            false));
    recording.finish();
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String file : List.of(METADATA, EPISODE_METADATA, EPISODE, DIGESTS)) {
      files.put(file, Fuzzed.bytes(directory.resolve(file)));
    }
    return files;
  }
}
