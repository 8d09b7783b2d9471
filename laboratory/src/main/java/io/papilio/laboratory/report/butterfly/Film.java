package io.papilio.laboratory.report.butterfly;

import io.papilio.artifacts.run.EnvironmentKeywords;
import io.papilio.core.env.Frame;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.RenderMode;
import io.papilio.core.policy.Actor;
import io.papilio.core.policy.Policy;
import io.papilio.core.rollout.Progress;
import io.papilio.core.validation.Require;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.EnvironmentSource;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorResetRequest;
import io.papilio.core.vector.VectorTimeStep;
import io.papilio.laboratory.report.run.CurvePoint;
import io.papilio.laboratory.report.run.LearningCurves;
import io.papilio.laboratory.report.run.ReportedRun;
import io.papilio.learner.imitator.ImitatorFile;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Films the two neighbors of a run around the time at which the first of them ends. */
public final class Film {
  private static final double SIZE = 300;
  private static final double FRAMES_PER_SECOND = 12.5;
  private static final double SECONDS_BEFORE = 4;
  private static final double SECONDS_AFTER = 2;

  private final EnvironmentSource source;
  private final ReportedRun run;

  /** Films in environments of a source, which must be able to draw. */
  public Film(EnvironmentSource source, ReportedRun run) {
    this.source = source;
    this.run = run;
  }

  /**
   * Makes the film.
   *
   * @throws io.papilio.core.validation.InvalidValueException when the run has no two evaluated
   *     iterates with their weights, or its environment cannot be drawn
   */
  public Butterfly make(Progress progress) {
    Path directory = run.description().directory();
    Neighbors neighbors = Neighbors.of(directory);
    String id = run.description().environment();
    Require.that(canBeDrawn(), "environment", id, "one that can be drawn");
    try (VectorEnvironment environment =
        source.vector(
            id,
            keywords().overriddenBy(new KeywordArguments(Map.of("width", SIZE, "height", SIZE))),
            1,
            AutoresetMode.SAME_STEP)) {
      return make(environment, neighbors, progress);
    }
  }

  /** Whether the environment has frames. */
  public boolean canBeDrawn() {
    String id = run.description().environment();
    return !source.spec(id, keywords()).rendering().modes().isEmpty();
  }

  private KeywordArguments keywords() {
    return EnvironmentKeywords.of(run.description().settings()).sent();
  }

  private Butterfly make(VectorEnvironment environment, Neighbors neighbors, Progress progress) {
    double stepsPerSecond = environment.spec().rendering().framesPerSecond();
    int stepsPerFrame = Math.max(1, (int) Math.round(stepsPerSecond / FRAMES_PER_SECOND));
    int end =
        Math.min(
            neighbors.episode(neighbors.better()).length(),
            neighbors.episode(neighbors.worse()).length());
    int from = (int) Math.max(0, end - SECONDS_BEFORE * stepsPerSecond);
    int to = (int) (end + SECONDS_AFTER * stepsPerSecond);
    List<SavedIterate> shown = List.of(neighbors.better(), neighbors.worse());
    List<List<Frame>> films = new ArrayList<>();
    for (SavedIterate iterate : shown) {
      progress.advance(films.size(), shown.size(), iterate.name());
      Policy policy = ImitatorFile.read(iterate.file()).within(environment.spec().actionSpace());
      films.add(film(environment, policy, neighbors.seed(), from, to, stepsPerFrame));
    }
    progress.advance(shown.size(), shown.size(), "");
    List<List<String>> frames = JpegFrames.encode(films);
    double[] a = neighbors.better().parameters();
    double[] b = neighbors.worse().parameters();
    return new Butterfly(
        neighbors.seed(),
        stepsPerSecond / stepsPerFrame,
        from,
        stepsPerFrame,
        distance(a, b),
        distance(a, new double[a.length]),
        List.of(
            scene(shown.get(0), neighbors, frames.get(0)),
            scene(shown.get(1), neighbors, frames.get(1))));
  }

  /** The frames from one time step to another, at most to the end of the episode. */
  private static List<Frame> film(
      VectorEnvironment environment, Policy policy, long seed, int from, int to, int every) {
    BigInteger number = BigInteger.valueOf(seed);
    Actor actor = policy.begin(List.of(number));
    VectorTimeStep step = environment.reset(VectorResetRequest.seeded(number, 1));
    List<Frame> frames = new ArrayList<>();
    for (int t = 0; t <= to; t++) {
      if (t >= from && (t - from) % every == 0) {
        frames.add(environment.render(RenderMode.RGB_ARRAY).get(0));
      }
      step = environment.step(actor.act(step.observations().asTensor()));
      if (step.isLast(0)) {
        break;
      }
    }
    return frames;
  }

  private Butterfly.Scene scene(SavedIterate iterate, Neighbors neighbors, List<String> frames) {
    SavedIterate.Episode episode = neighbors.episode(iterate);
    return new Butterfly.Scene(
        iterate.name(),
        iterate.step(),
        loss(iterate),
        episode.undiscountedReturn(),
        episode.length(),
        episode.terminated(),
        frames);
  }

  private double loss(SavedIterate iterate) {
    return Stream.concat(Stream.of(run.curves()), run.window().stream())
        .map(LearningCurves::series)
        .flatMap(List::stream)
        .filter(series -> series.name().equals(iterate.name()))
        .flatMap(series -> series.points().stream())
        .filter(point -> point.step() == iterate.step())
        .mapToDouble(CurvePoint::validationLoss)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static double distance(double[] a, double[] b) {
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      squares += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(squares);
  }
}
