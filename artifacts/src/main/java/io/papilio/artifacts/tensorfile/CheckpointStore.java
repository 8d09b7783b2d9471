package io.papilio.artifacts.tensorfile;

import io.papilio.core.provenance.Digest;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The file with a run's newest {@link TrainingState}: a safetensors file whose metadata has the
 * SHA-256 of everything else in it. A save that fails or is cut short leaves the state before it.
 */
public final class CheckpointStore {
  /** The entry of a state that counts the steps a run has taken. */
  public static final String STEP = "step";

  private static final String DIGEST = "sha256";
  private static final String FORMAT = "format";
  private static final String TRAINING_STATE = "papilio training state 1";

  private final Path file;

  public CheckpointStore(Path file) {
    this.file = file;
  }

  /**
   * Replaces the state; when this returns, the new one is on the disk.
   *
   * @throws java.io.UncheckedIOException when writing fails; the old state stays
   */
  public void save(TrainingState state) {
    TensorFile content = new TensorFile(state.entries(), Map.of(FORMAT, TRAINING_STATE));
    Map<String, String> metadata = new LinkedHashMap<>(content.metadata());
    metadata.put(DIGEST, digest(content).sha256());
    SafeTensors.write(file, new TensorFile(state.entries(), metadata));
  }

  /**
   * The newest state; empty when none was saved.
   *
   * @throws InvalidValueException when the file is not what {@link #save} wrote
   */
  public Optional<TrainingState> load() {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    TensorFile content = SafeTensors.read(file);
    Map<String, String> metadata = new LinkedHashMap<>(content.metadata());
    String expected = metadata.remove(DIGEST);
    String format = metadata.get(FORMAT);
    Require.that(TRAINING_STATE.equals(format), file + "", "format " + format, TRAINING_STATE);
    String actual = digest(new TensorFile(content.tensors(), metadata)).sha256();
    Require.that(actual.equals(expected), file + "", DIGEST + " " + actual, "" + expected);
    return Optional.of(new TrainingState(content.tensors()));
  }

  /** The step of the newest state, read without the rest of it; empty when none was saved. */
  public OptionalLong step() {
    return Files.exists(file)
        ? OptionalLong.of(
            new TrainingState(SafeTensors.read(file, STEP::equals).tensors()).integer(STEP))
        : OptionalLong.empty();
  }

  private static Digest digest(TensorFile content) {
    return Digest.of(SafeTensors.pieces(content));
  }
}
