package io.papilio.learner.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.papilio.core.provenance.AtomicFile;
import io.papilio.core.provenance.Digest;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.learner.checkpoint.SafeTensors;
import io.papilio.learner.checkpoint.TensorFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Trajectories in a directory: safetensors files with, for each trajectory, the tensors {@code
 * PREFIX.observations} [T + 1, ...], {@code PREFIX.actions} [T, ...] and {@code PREFIX.rewards}
 * [T]; and {@code index.json}, which is written last: a directory without it is a recording that
 * never ended.
 */
public final class DemonstrationStore {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path directory;

  public DemonstrationStore(Path directory) {
    this.directory = directory;
  }

  /** The file that lists the trajectories, with the digests of their files. */
  public Path indexFile() {
    return directory.resolve("index.json");
  }

  /** Whether a recording has ended here. */
  public boolean isComplete() {
    return Files.exists(indexFile());
  }

  /**
   * Begins a recording; what an earlier one left, that never ended, is overwritten.
   *
   * @param expert what chooses the actions, in words
   */
  public DemonstrationRecording record(String environment, String expert) {
    return new DemonstrationRecording(directory, this::finish, environment, expert);
  }

  /**
   * What the store holds.
   *
   * @throws InvalidValueException when the index is broken
   */
  public DemonstrationIndex index() {
    try {
      return JSON.readValue(Files.readString(indexFile()), DemonstrationIndex.class);
    } catch (JsonProcessingException e) {
      throw new InvalidValueException(
          indexFile() + ": " + e.getOriginalMessage() + " (expected: an index of trajectories)");
    } catch (IOException e) {
      throw new UncheckedIOException(indexFile() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads all trajectories, in the order of recording.
   *
   * @throws InvalidValueException when a file is not the one that was recorded
   */
  public List<Trajectory> read() {
    return index().parts().stream().flatMap(this::read).toList();
  }

  private Stream<Trajectory> read(DemonstrationIndex.Part part) {
    Path file = directory.resolve(part.file());
    new Digest(part.sha256()).verify(file);
    TensorFile content = SafeTensors.read(file);
    return part.episodes().stream().map(episode -> DemonstrationPart.trajectory(content, episode));
  }

  private void finish(DemonstrationIndex index) {
    try {
      AtomicFile.write(indexFile(), JSON.writeValueAsString(index) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an index is always JSON", e);
    }
  }
}
