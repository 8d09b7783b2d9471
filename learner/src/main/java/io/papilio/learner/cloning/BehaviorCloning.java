package io.papilio.learner.cloning;

import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.learner.evaluation.EvaluationPoint;
import io.papilio.learner.evaluation.PolicyEvaluator;
import io.papilio.learner.evaluation.WeightsEvaluation;
import io.papilio.learner.imitator.ImitatorFile;
import io.papilio.learner.optimizer.TrainingDivergedException;
import io.papilio.learner.tensor.ParameterVector;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Trains an imitator on demonstrations, averages its iterates, and evaluates iterate and average on
 * the same seeds. A run that stops for any reason resumes from its last checkpoint and ends with
 * the files of a run that never stopped, byte for byte.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", section 2 and appendix B.1.
 */
public final class BehaviorCloning implements AutoCloseable {
  /** One row per evaluation, in the directory of the run. */
  public static final String METRICS = "metrics.csv";

  /** One row per evaluation, weights and seed, in the directory of the run. */
  public static final String EPISODES = "episodes.csv";

  private static final String RAW = "raw.safetensors";
  private static final String EMA = "ema.safetensors";

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
      List<Trajectory> demonstrations,
      PolicyEvaluator evaluator) {
    this.config = config;
    this.run = run;
    this.evaluator = evaluator;
    task = CloningTask.of(config, demonstrations, evaluator.spec().actionSpace());
    state = new CloningState(config, task.imitator());
    Optional<TrainingState> last = run.checkpoint().load();
    last.ifPresent(state::restore);
    metrics = CloningMetrics.open(run, last);
  }

  /** Gradient steps taken. */
  public long step() {
    return state.step();
  }

  /**
   * Trains to the last step, then writes the weights of the last iterate and of the average.
   *
   * @throws RunInterruptedException when progress asks to stop; a checkpoint is written before
   * @throws TrainingDivergedException when the loss is no longer finite; the last checkpoint stays
   */
  public void run(Progress progress) {
    while (state.step() < config.steps()) {
      stopIfRequested(progress);
      int[] minibatch = task.sampler().minibatch(state.step());
      double loss = task.training().gradient(state.theta(), minibatch);
      requireFinite("cloning loss", loss);
      state.step(loss);
      if (isEvaluationDue()) {
        for (float weight : state.theta().copy()) {
          requireFinite("weight", weight);
        }
        evaluate();
        save();
      }
      progress.advance(state.step(), config.steps(), note);
    }
    write(RAW, state.theta());
    write(EMA, state.average());
  }

  @Override
  public void close() {
    metrics.close();
    state.close();
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
    WeightsEvaluation raw = evaluate(state.theta());
    WeightsEvaluation ema = evaluate(state.average());
    metrics.append(
        new EvaluationPoint(
            state.step(),
            (double) state.step() * config.optimizer().batchSize() / task.training().rows(),
            state.learningRate(),
            state.emaRate(),
            state.takeMeanLoss(),
            raw,
            ema));
    note =
        String.format(
            Locale.ROOT,
            "raw %.2f, ema %.2f of the expert's reward",
            raw.score().normalizedReward(),
            ema.score().normalizedReward());
  }

  private WeightsEvaluation evaluate(ParameterVector weights) {
    return new WeightsEvaluation(
        task.validation().value(weights),
        evaluator.evaluate(task.imitator().policy(task.deployed(weights))));
  }

  private void write(String name, ParameterVector weights) {
    ImitatorFile.write(run.output(name), task.imitator(), task.deployed(weights), state.step());
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
