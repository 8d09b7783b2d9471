package io.papilio.learner.cloning;

import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.policy.Policy;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.trajectory.TrajectorySource;
import io.papilio.core.validation.Require;
import io.papilio.learner.averaging.Iterates;
import io.papilio.learner.evaluation.EvaluationPoint;
import io.papilio.learner.evaluation.ExpertEpisodes;
import io.papilio.learner.evaluation.IterateEvaluation;
import io.papilio.learner.evaluation.PolicyEvaluator;
import io.papilio.learner.evaluation.PolicyScore;
import io.papilio.learner.imitator.ImitatorFile;
import io.papilio.learner.optimizer.TrainingDivergedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Trains an imitator on demonstrations and evaluates averages of its iterates on the same seeds. A
 * run that stops for any reason resumes from its last checkpoint and ends with the files of a run
 * that never stopped, byte for byte.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", section 2 and appendix B.1.
 */
public final class BehaviorCloning implements AutoCloseable {
  /** The numbers of the evaluations in long form, in the directory of the run. */
  public static final String METRICS = "metrics.csv";

  /** One row per evaluation, average and seed, in the directory of the run. */
  public static final String EPISODES = "episodes.csv";

  /** As {@link #METRICS}, of the window in which every iterate is evaluated. */
  public static final String WINDOW = "window.csv";

  /** As {@link #EPISODES}, of the window. */
  public static final String WINDOW_EPISODES = "window-episodes.csv";

  /** In the checkpoint. */
  private static final String EXPERT_RETURN = "expert_return";

  /** Averages in the note of progress, which has one line of a terminal. */
  private static final int MOST_NOTED = 3;

  private final BehaviorCloningConfig config;
  private final Run run;
  private final PolicyEvaluator evaluator;
  private final CloningTask task;
  private final Iterates state;
  private final float[] gradient;
  private final CloningDiagnostics diagnostics;
  private final AverageSnapshots snapshots;
  private final CloningMetrics metrics;
  private final Optional<CloningMetrics> window;
  private final Optional<SteepestNeighbors> neighbors;
  private String note = "";

  /**
   * Begins at the checkpoint of a run, or at step 0.
   *
   * @param demonstrations the expert's trajectories, the same whenever this run is opened
   * @param expert rolls out what the configuration takes from fresh trajectories
   * @param evaluator stays the caller's
   */
  public BehaviorCloning(
      BehaviorCloningConfig config,
      Run run,
      TrajectorySource demonstrations,
      Optional<ExpertRollouts> expert,
      PolicyEvaluator evaluator) {
    this.config = config;
    this.run = run;
    this.evaluator = evaluator;
    task = CloningTask.of(config, demonstrations, expert, evaluator.spec(), run.directory());
    state = task.begin(config);
    gradient = new float[state.theta().length];
    Optional<TrainingState> last = run.checkpoint().load();
    last.ifPresent(this::restore);
    diagnostics = new CloningDiagnostics(config, task, demonstrations);
    snapshots = new AverageSnapshots(config.averages(), run);
    metrics = CloningMetrics.open(run, last);
    window =
        config.evaluation().windowLength() == 0
            ? Optional.empty()
            : Optional.of(CloningMetrics.openWindow(run, last));
    neighbors = window.map(open -> new SteepestNeighbors(run, state.averages().get(0)));
  }

  private void restore(TrainingState checkpoint) {
    if (checkpoint.entries().containsKey(EXPERT_RETURN)) {
      double noted = checkpoint.number(EXPERT_RETURN);
      Require.that(
          evaluator.expertReturn() == noted,
          "" + run.file(ExpertEpisodes.FILE_NAME),
          "mean return " + evaluator.expertReturn(),
          noted + ", as noted in the checkpoint; or another directory");
    }
    state.restore(checkpoint);
    task.fresh().ifPresent(fresh -> fresh.restore(checkpoint));
  }

  /** The weights of an average, in the directory of the run. */
  public static String weightsFile(String average) {
    return "weights/" + average + ".safetensors";
  }

  /** The same of an earlier step, of the window in which every iterate is evaluated. */
  public static String weightsFile(String average, long step) {
    return weightsFile(average + "-" + step);
  }

  /** The attention weights of an average along an episode, in the directory of the run. */
  public static String attentionFile(String average) {
    return "attention/" + average + ".csv";
  }

  /** The map of return and loss around an average, in the directory of the run. */
  public static String landscapeFile(String average, long step) {
    return "landscape/" + average + "-" + step + ".csv";
  }

  /** Gradient steps taken. */
  public long step() {
    return state.step();
  }

  /**
   * Trains to the last step, then writes the weights of every average.
   *
   * @throws RunInterruptedException when progress asks to stop; a checkpoint is written before
   * @throws TrainingDivergedException when the loss is no longer finite; the last checkpoint stays
   */
  public void run(Progress progress) {
    task.fresh().ifPresent(fresh -> fresh.begin(() -> waitForExpert(progress)));
    while (state.step() < config.steps()) {
      stopIfRequested(progress);
      drawLandscapes(progress);
      if (isEvaluationDue(state.step() + 1)) {
        diagnostics.remember(state);
      }
      int minibatches = config.optimizer().update().accumulation();
      double loss = task.stepGradient(state.step(), minibatches, state.theta(), gradient);
      requireFinite("cloning loss", loss);
      state.step(loss, gradient);
      snapshots.take(state, task, state.step() == config.steps());
      if (isEvaluationDue(state.step())) {
        for (float weight : state.theta()) {
          requireFinite("weight", weight);
        }
        evaluate();
        save();
      }
      progress.advance(state.step(), config.steps(), note);
    }
    drawLandscapes(progress);
    for (String name : state.averages()) {
      writeWeights(name, run.output(weightsFile(name)));
      if (diagnostics.hasAttention()) {
        Path file = run.output(attentionFile(name));
        diagnostics.writeAttention(file, state.average(name), evaluator);
      }
    }
    snapshots.addToOutputs();
    neighbors.ifPresent(SteepestNeighbors::end);
  }

  private void waitForExpert(Progress progress) {
    progress.advance(state.step(), config.steps(), "waiting for fresh trajectories");
    stopIfRequested(progress);
  }

  private void writeWeights(String average, Path file) {
    float[] weights = task.deployed(state.average(average));
    ImitatorFile.write(file, task.imitator(), weights, state.step());
  }

  @Override
  public void close() {
    task.fresh().ifPresent(FreshMinibatches::close);
    metrics.close();
    window.ifPresent(CloningMetrics::close);
  }

  private void requireFinite(String quantity, double value) {
    if (!Double.isFinite(value)) {
      throw new TrainingDivergedException(quantity, value, state.step(), run.checkpoint().step());
    }
  }

  private boolean isEvaluationDue(long step) {
    return isPoint(step) || config.evaluation().isInWindow(step);
  }

  /** Whether the learning curves have a point there. */
  private boolean isPoint(long step) {
    return step % config.evaluation().interval() == 0 || step == config.steps();
  }

  private void evaluate() {
    List<IterateEvaluation> iterates = evaluateAverages();
    if (config.evaluation().isInWindow(state.step())) {
      window.orElseThrow().append(state.step(), iterates);
      String first = state.averages().get(0);
      double meanReturn = iterates.get(0).score().meanReturn();
      neighbors
          .orElseThrow()
          .add(
              state.step(),
              meanReturn,
              step -> writeWeights(first, run.file(weightsFile(first, step))));
    }
    if (isPoint(state.step())) {
      metrics.append(
          new EvaluationPoint(
              state.step(),
              task.sampler().epochs(state.step() * config.optimizer().update().accumulation()),
              state.learningRate(),
              state.takeMeanLoss(),
              diagnostics.ofTraining(state),
              iterates));
    }
    note =
        iterates.stream()
                .limit(MOST_NOTED)
                .map(i -> i.iterate() + format(i.score().normalizedReward()))
                .collect(Collectors.joining(", "))
            + " of the expert's reward";
  }

  private List<IterateEvaluation> evaluateAverages() {
    List<String> names = state.averages();
    List<Double> losses = new ArrayList<>();
    List<Policy> policies = new ArrayList<>();
    List<Map<String, Double>> more = new ArrayList<>();
    for (String name : names) {
      float[] weights = state.average(name);
      Policy policy = task.imitator().policy(task.deployed(weights));
      losses.add(task.validation().value(weights));
      policies.add(policy);
      more.add(new LinkedHashMap<>(diagnostics.ofAverage(name, policy)));
    }
    List<PolicyScore> scores = diagnostics.evaluate(policies, evaluator, more);
    return IntStream.range(0, names.size())
        .mapToObj(
            i -> new IterateEvaluation(names.get(i), losses.get(i), scores.get(i), more.get(i)))
        .toList();
  }

  private void drawLandscapes(Progress progress) {
    if (config.evaluation().landscape().steps().contains(state.step())) {
      for (String name : state.averages()) {
        Path file = run.output(landscapeFile(name, state.step()));
        diagnostics.draw(file, state.average(name), evaluator, state.step(), progress);
      }
    }
  }

  private static String format(double reward) {
    return String.format(Locale.ROOT, " %.2f", reward);
  }

  private void save() {
    TrainingState.Builder builder = TrainingState.builder();
    state.save(builder);
    task.fresh().ifPresent(fresh -> fresh.save(builder));
    builder.put(EXPERT_RETURN, evaluator.expertReturn());
    metrics.save(builder);
    window.ifPresent(tables -> tables.save(builder));
    run.checkpoint().save(builder.build());
  }

  private void stopIfRequested(Progress progress) {
    if (progress.stopRequested()) {
      save();
      throw RunInterruptedException.atStep(state.step(), config.steps());
    }
  }
}
