package io.papilio.laboratory.sweep;

import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.run.RunManifest;
import io.papilio.artifacts.tensorfile.CheckpointStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A command that makes or resumes a run in its own process.
 *
 * @param name unique in the sweep, for people
 * @param directory of the run
 * @param words of the command, the first one its name
 * @param steps of the run in all; 0 where progress is unknown before the end
 * @param seconds that it takes from the beginning, roughly
 */
record Job(String name, Path directory, List<String> words, long steps, double seconds) {
  Job {
    words = List.copyOf(words);
  }

  /** Whether the run is finished, and was made by this very command. */
  boolean isFinished() {
    Path file = directory.resolve(RunManifest.FILE_NAME);
    if (Files.notExists(file)) {
      return false;
    }
    RunManifest manifest = RunManifest.read(file);
    List<String> typed = manifest.invocation().commandLine();
    return manifest.finished() && typed.subList(1, typed.size()).equals(words);
  }

  /** The share of the work that a checkpoint has saved, 0 to 1. */
  double share() {
    long done = new CheckpointStore(directory.resolve(Run.CHECKPOINT)).step().orElse(0);
    return steps == 0 ? 0 : Math.min(1, (double) done / steps);
  }
}
