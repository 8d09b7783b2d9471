package io.papilio.laboratory.report.butterfly;

import io.papilio.artifacts.file.JsonFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Two filmed iterates, as {@value #FILE_NAME} keeps them in the directory of a run.
 *
 * @param seed of the environment of both episodes
 * @param framesPerSecond of simulated time
 * @param firstStep time step of the first frame
 * @param stepsPerFrame time steps from one frame to the next
 * @param distance Euclidean distance of the parameters
 * @param norm of the parameters of the first
 * @param scenes the two, the one with the higher return first
 */
public record Butterfly(
    long seed,
    double framesPerSecond,
    int firstStep,
    int stepsPerFrame,
    double distance,
    double norm,
    List<Scene> scenes) {
  /** The file. */
  public static final String FILE_NAME = "butterfly.json";

  public Butterfly {
    scenes = List.copyOf(scenes);
  }

  /**
   * One iterate.
   *
   * @param iterate name of the average
   * @param step gradient steps before it
   * @param validationLoss its cloning error
   * @param undiscountedReturn of the episode
   * @param length time steps of the episode
   * @param terminated whether the episode ended because of a state, such as a fall
   * @param frames JPEG files as base64; the last one is the last time step before the episode ended
   */
  public record Scene(
      String iterate,
      long step,
      double validationLoss,
      double undiscountedReturn,
      int length,
      boolean terminated,
      List<String> frames) {
    public Scene {
      frames = List.copyOf(frames);
    }
  }

  /** Writes it into the directory of a run. */
  public void write(Path run) {
    JsonFile.write(run.resolve(FILE_NAME), this);
  }

  /** Reads that of a run, if it has one. */
  public static Optional<Butterfly> read(Path run) {
    Path file = run.resolve(FILE_NAME);
    return Files.exists(file)
        ? Optional.of(JsonFile.read(file, Butterfly.class))
        : Optional.empty();
  }
}
