package io.papilio.learner.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Trajectories in a directory: one safetensors file each ({@code observations} [T + 1, ...], {@code
 * actions} [T, ...], {@code rewards} [T]), and {@code index.json}, which is written last: a
 * directory without it is a recording that never ended.
 */
public final class DemonstrationStore {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;

  public DemonstrationStore(Path directory) {
    this.directory = directory;
  }

  /** The file that lists the trajectories, with their digests. */
  public Path indexFile() {
    return directory.resolve("index.json");
  }

  /** Whether a recording has ended here. */
  public boolean isComplete() {
    return Files.exists(indexFile());
  }

  /** Begins a recording; what an earlier one left, that never ended, is overwritten. */
  public Recording record(String environment, String expert) {
    return new Recording(environment, expert);
  }

  /** What the store holds. */
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
    return index().episodes().stream().map(this::read).toList();
  }

  private Trajectory read(DemonstrationIndex.Episode episode) {
    Path file = directory.resolve(episode.file());
    new Digest(episode.sha256()).verify(file);
    TensorFile content = SafeTensors.read(file);
    return new Trajectory(
        episode.seed(),
        content.tensors().get("observations"),
        content.tensors().get("actions"),
        content.tensors().get("rewards"),
        Boolean.parseBoolean(content.metadata().get("terminated")),
        Boolean.parseBoolean(content.metadata().get("truncated")));
  }

  /** A recording that goes on; without {@link #finish} it never was. */
  public final class Recording {
    private final String environment;
    private final String expert;
    private final List<DemonstrationIndex.Episode> episodes = new ArrayList<>();

    private Recording(String environment, String expert) {
      this.environment = environment;
      this.expert = expert;
    }

    /** Writes the next trajectory. */
    public void add(Trajectory trajectory) {
      String name = String.format(Locale.ROOT, "episode-%05d.safetensors", episodes.size());
      Path file = directory.resolve(name);
      SafeTensors.write(file, content(trajectory));
      episodes.add(
          new DemonstrationIndex.Episode(
              name,
              Digest.ofFile(file).sha256(),
              trajectory.seed(),
              trajectory.length(),
              trajectory.undiscountedReturn()));
    }

    /** Writes the index. */
    public void finish() {
      var index = new DemonstrationIndex(environment, expert, episodes);
      try {
        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(index);
        AtomicFile.write(indexFile(), text + "\n");
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("an index is always JSON", e);
      }
    }

    private TensorFile content(Trajectory trajectory) {
      return new TensorFile(
          Map.of(
              "observations", trajectory.observations(),
              "actions", trajectory.actions(),
              "rewards", trajectory.rewards()),
          Map.of(
              "environment", environment,
              "seed", Long.toString(trajectory.seed()),
              "terminated", Boolean.toString(trajectory.terminated()),
              "truncated", Boolean.toString(trajectory.truncated())));
    }
  }
}
