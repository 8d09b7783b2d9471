package io.papilio.learner.data;

import io.papilio.core.provenance.Digest;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.learner.checkpoint.SafeTensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** A recording that goes on; until {@link #finish} its store is not complete. */
public final class DemonstrationRecording {
  /** A part is written once it has grown to this size; a few parts cost less than many. */
  private static final long PART_BYTES = 32L << 20;

  private final Path directory;
  private final Consumer<DemonstrationIndex> index;
  private final String environment;
  private final String expert;
  private final List<DemonstrationIndex.Part> parts = new ArrayList<>();
  private DemonstrationPart part = new DemonstrationPart();
  private int count;

  DemonstrationRecording(
      Path directory, Consumer<DemonstrationIndex> index, String environment, String expert) {
    this.directory = directory;
    this.index = index;
    this.environment = environment;
    this.expert = expert;
  }

  /** Takes in the next trajectory. */
  public void add(Trajectory trajectory) {
    part.add(Integer.toString(count++), trajectory);
    if (part.bytes() >= PART_BYTES) {
      writePart();
    }
  }

  /** Writes what is left, and the index. */
  public void finish() {
    if (!part.episodes().isEmpty()) {
      writePart();
    }
    index.accept(new DemonstrationIndex(environment, expert, parts));
  }

  private void writePart() {
    String name = String.format(Locale.ROOT, "part-%04d.safetensors", parts.size());
    Path file = directory.resolve(name);
    SafeTensors.write(file, part.content(environment));
    parts.add(new DemonstrationIndex.Part(name, Digest.ofFile(file).sha256(), part.episodes()));
    part = new DemonstrationPart();
  }
}
