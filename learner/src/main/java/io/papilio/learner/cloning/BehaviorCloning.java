package io.papilio.learner.cloning;

import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.trajectory.TrajectorySource;
import io.papilio.learner.evaluation.EvaluationPoint;
import io.papilio.learner.evaluation.IterateEvaluation;
import io.papilio.learner.evaluation.PolicyEvaluator;
import io.papilio.learner.evaluation.PolicyScore;
import io.papilio.learner.imitator.ImitatorFile;
import io.papilio.learner.optimizer.TrainingDivergedException;
import java.util.List;
import java.util.Locale;
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

  /** Averages in the note of progress, which has one line of a terminal. */
  private static final int MOST_NOTED = 3;

  private final BehaviorCloningConfig config;
  private final Run run;
  private final PolicyEvaluator evaluator;
  private final CloningTask task;
  private final CloningState state;
  private final CloningMetrics metrics;
  private String note = "";

  /**
   * Begins at the checkpoint of a run, or at step 0.
   *
   * @param demonstrations the expert's trajectories, the same whenever this run is opened
   * @param evaluator stays the caller's
   */
  public BehaviorCloning(
      BehaviorCloningConfig config,
      Run run,
      TrajectorySource demonstrations,
      PolicyEvaluator evaluator) {
    this.config = config;
    this.run = run;
    this.evaluator = evaluator;
    task = CloningTask.of(config, demonstrations, evaluator.spec());
    state = new CloningState(config, task.imitator());
    Optional<TrainingState> last = run.checkpoint().load();
    last.ifPresent(state::restore);
    metrics = CloningMetrics.open(run, last);
  }

  /** The weights of an average, in the directory of the run. */
  public static String weightsFile(String average) {
    return "weights/" + average + ".safetensors";
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
    while (state.step() < config.steps()) {
      stopIfRequested(progress);
      int[] minibatch = task.sampler().minibatch(state.step());
      double loss = task.training().gradient(state.theta(), state.gradient(), minibatch);
      requireFinite("cloning loss", loss);
      state.step(loss);
      if (isEvaluationDue()) {
        for (float weight : state.theta()) {
          requireFinite("weight", weight);
        }
        evaluate();
        save();
      }
      progress.advance(state.step(), config.steps(), note);
    }
    for (String name : state.averages()) {
      float[] weights = task.deployed(state.average(name));
      ImitatorFile.write(run.output(weightsFile(name)), task.imitator(), weights, state.step());
    }
  }

  @Override
  public void close() {
    metrics.close();
  }

  private void requireFinite(String quantity, double value) {
    if (!Double.isFinite(value)) {
      throw new TrainingDivergedException(quantity, value, state.step(), run.checkpoint().step());
    }
  }

  private boolean isEvaluationDue() {
    return state.step() % config.evaluation().interval() == 0 || state.step() == config.steps();
  }

  private void evaluate() {
    List<String> names = state.averages();
    List<float[]> weights = names.stream().map(state::average).toList();
    List<PolicyScore> scores =
        evaluator.evaluateAll(
            weights.stream().map(w -> task.imitator().policy(task.deployed(w))).toList());
    List<IterateEvaluation> iterates =
        IntStream.range(0, names.size())
            .mapToObj(
                i ->
                    new IterateEvaluation(
                        names.get(i), task.validation().value(weights.get(i)), scores.get(i)))
            .toList();
    metrics.append(
        new EvaluationPoint(
            state.step(),
            (double) state.step() * config.optimizer().batchSize() / task.training().rows(),
            state.learningRate(),
            state.takeMeanLoss(),
            iterates));
    note =
        iterates.stream()
                .limit(MOST_NOTED)
                .map(i -> i.iterate() + format(i.score().normalizedReward()))
                .collect(Collectors.joining(", "))
            + " of the expert's reward";
  }

  private static String format(double reward) {
    return String.format(Locale.ROOT, " %.2f", reward);
  }

  private void save() {
    TrainingState.Builder builder = TrainingState.builder();
    state.save(builder);
    metrics.save(builder);
    run.checkpoint().save(builder.build());
  }

  private void stopIfRequested(Progress progress) {
    if (progress.stopRequested()) {
      save();
      throw new RunInterruptedException(
          "stopped at step "
              + state.step()
              + " of "
              + config.steps()
              + "; the same command resumes from there");
    }
  }
}
