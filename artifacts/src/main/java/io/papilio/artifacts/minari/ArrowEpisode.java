package io.papilio.artifacts.minari;

import io.papilio.core.space.Box;
import io.papilio.core.space.DType;
import io.papilio.core.space.Space;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * One episode as an Arrow IPC file of one record batch with T + 1 rows: the last one holds the last
 * observation, and zeros besides.
 *
 * <p>Source: Minari 0.5.3, {@code minari.dataset._storages.arrow_storage}.
 */
final class ArrowEpisode {
  static final String FILE_NAME = "part-0.arrow";

  /** Buffers are as large as parts of the file say, rounded up to powers of two. */
  private static final long ROUNDING = 4;

  private static final long MIN_MEMORY = 1 << 20;

  private ArrowEpisode() {}

  static byte[] encode(Trajectory trajectory) {
    int rows = trajectory.length() + 1;
    Tensor observations = trajectory.observations();
    Tensor actions = trajectory.actions();
    boolean[] terminations = new boolean[rows];
    boolean[] truncations = new boolean[rows];
    terminations[rows - 2] = trajectory.terminated();
    truncations[rows - 2] = trajectory.truncated();
    Schema schema =
        new Schema(
            List.of(
                ArrowColumns.field(
                    "observations", observations.dtype(), true, observations.size() / rows),
                ArrowColumns.field(
                    "actions",
                    actions.dtype(),
                    actions.shape().size() > 1,
                    actions.size() / (rows - 1)),
                ArrowColumns.field("rewards", DType.FLOAT64, false, 1),
                ArrowColumns.field("terminations", DType.BOOL, false, 1),
                ArrowColumns.field("truncations", DType.BOOL, false, 1)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot table = VectorSchemaRoot.create(schema, allocator);
        ArrowFileWriter writer = new ArrowFileWriter(table, null, Channels.newChannel(bytes))) {
      ArrowColumns.fill(table.getVector("observations"), observations, rows);
      ArrowColumns.fill(table.getVector("actions"), actions, rows);
      ArrowColumns.fill(table.getVector("rewards"), trajectory.rewards(), rows);
      ArrowColumns.fill(table.getVector("terminations"), Tensor.bool(terminations), rows);
      ArrowColumns.fill(table.getVector("truncations"), Tensor.bool(truncations), rows);
      table.setRowCount(rows);
      writer.writeBatch();
      writer.end();
    } catch (IOException e) {
      throw new UncheckedIOException("memory is always written", e);
    }
    return bytes.toByteArray();
  }

  /**
   * @param seed of the episode; absent where it is not known
   * @throws InvalidValueException when the file is not an episode of these spaces
   */
  static Trajectory read(Path file, Optional<BigInteger> seed, MinariDescription spaces) {
    Require.that(Files.isRegularFile(file), "" + file, "no such file", "an episode");
    try (FileChannel channel = FileChannel.open(file);
        BufferAllocator allocator = new RootAllocator(ROUNDING * channel.size() + MIN_MEMORY);
        ArrowFileReader reader = new ArrowFileReader(channel, allocator)) {
      int batches = reader.getRecordBlocks().size();
      Require.that(batches == 1, "" + file, batches + " record batches", "one, as Minari needs");
      reader.loadNextBatch();
      return trajectory(file.toString(), reader.getVectorSchemaRoot(), seed, spaces);
    } catch (InvalidValueException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // A broken file shows as any of many exceptions, depending on where it is broken.
      throw new InvalidValueException(
          "" + file, "broken, " + e.getMessage(), "an Arrow file of one episode");
    }
  }

  private static Trajectory trajectory(
      String file, VectorSchemaRoot table, Optional<BigInteger> seed, MinariDescription spaces) {
    int length = table.getRowCount() - 1;
    Require.that(length > 0, file, table.getRowCount() + " rows", "T + 1, at least 2");
    return EpisodeColumns.trajectory(
        file,
        seed,
        points(file, table, "observations", length + 1, spaces.observationSpace()),
        points(file, table, "actions", length, spaces.actionSpace()),
        ArrowColumns.read(file, table, "rewards", length, List.of()),
        ArrowColumns.read(file, table, "terminations", length, List.of()),
        ArrowColumns.read(file, table, "truncations", length, List.of()));
  }

  private static Tensor points(
      String file, VectorSchemaRoot table, String name, int rows, Space space) {
    List<Integer> shape = rowShape(space);
    return MinariImages.isImage(space)
        ? ArrowColumns.readImages(file, table, name, rows, shape)
        : ArrowColumns.read(file, table, name, rows, shape);
  }

  /** The shape of one point; a discrete one is a number. */
  static List<Integer> rowShape(Space space) {
    return space instanceof Box box ? box.shape() : List.of();
  }
}
