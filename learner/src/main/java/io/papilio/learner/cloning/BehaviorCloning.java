package io.papilio.learner.cloning;

import io.papilio.artifacts.run.RunDirectory;
import io.papilio.artifacts.tensorfile.CheckpointStore;
import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.policy.TensorSlice;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.space.Discrete;
import io.papilio.core.space.Space;
import io.papilio.core.trajectory.TrajectorySource;
import io.papilio.core.validation.Require;
import io.papilio.learner.data.DemonstrationSplit;
import io.papilio.learner.data.DemonstrationTensors;
import io.papilio.learner.data.InputStandardization;
import io.papilio.learner.data.MinibatchSampler;
import io.papilio.learner.data.OneHotActions;
import io.papilio.learner.evaluation.EvaluationPoint;
import io.papilio.learner.evaluation.PolicyEvaluator;
import io.papilio.learner.evaluation.WeightsEvaluation;
import io.papilio.learner.imitator.Imitator;
import io.papilio.learner.imitator.ImitatorConfig;
import io.papilio.learner.imitator.ImitatorFile;
import io.papilio.learner.imitator.ImitatorKind;
import io.papilio.learner.loss.CloningLoss;
import io.papilio.learner.optimizer.TrainingDivergedException;
import io.papilio.learner.tensor.ParameterVector;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Trains an imitator on demonstrations, averages its iterates, and evaluates iterate and average on
 * the same seeds while it goes. A run that stops, for whatever reason, goes on from its last
 * checkpoint, and its files are in the end those of a run that never stopped, byte for byte.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", section 2 and appendix B.1.
 */
public final class BehaviorCloning implements AutoCloseable {
  private final BehaviorCloningConfig config;
  private final RunDirectory directory;
  private final PolicyEvaluator evaluator;
  private final Imitator imitator;
  private final Optional<InputStandardization> standardization;
  private final CloningLoss training;
  private final CloningLoss validation;
  private final MinibatchSampler sampler;
  private final CloningState state;
  private final CheckpointStore checkpoints;
  private final CloningMetrics metrics;
  private OptionalLong saved = OptionalLong.empty();
  private String note = "";

  /**
   * Opens a run where its directory's checkpoint left it, or at its beginning.
   *
   * @param demonstrations the expert's trajectories, the same ones whenever this run is opened
   * @param evaluator stays the caller's
   */
  public BehaviorCloning(
      BehaviorCloningConfig config,
      RunDirectory directory,
      TrajectorySource demonstrations,
      PolicyEvaluator evaluator) {
    this.config = config;
    this.directory = directory;
    this.evaluator = evaluator;
    RandomStreams streams = RandomStreams.of(config.seed());
    double heldOut = config.demonstrations().validationFraction();
    DemonstrationSplit split = DemonstrationSplit.of(demonstrations, heldOut, streams);
    Space actions = evaluator.spec().actionSpace();
    int seen = evaluator.spec().observationBox().size();
    imitator =
        actions instanceof Discrete discrete
            ? Imitator.of(config.imitator(), seen, discrete)
            : Imitator.of(config.imitator(), seen, evaluator.spec().actionBox().size());
    DemonstrationTensors pairs = pairs(split.training(), actions);
    double labelNoise = config.demonstrations().labelNoise();
    if (labelNoise > 0) {
      boolean continuous = !(actions instanceof Discrete);
      Require.that(continuous, "labelNoise", labelNoise, "0 for discrete actions");
      pairs.addLabelNoise(labelNoise, streams.stream("label-noise"));
    }
    DemonstrationTensors held = pairs(split.validation(), actions);
    standardization = standardization(config.imitator(), pairs);
    standardization.ifPresent(pairs::standardize);
    standardization.ifPresent(held::standardize);
    training = new CloningLoss(imitator, pairs);
    validation = new CloningLoss(imitator, held);
    sampler = new MinibatchSampler(streams, training.rows(), config.batchSize());
    state = new CloningState(config, imitator);
    checkpoints = new CheckpointStore(directory.checkpoint());
    Optional<TrainingState> last = checkpoints.load();
    last.ifPresent(
        found -> {
          state.restore(found);
          saved = OptionalLong.of(state.step());
        });
    metrics = CloningMetrics.open(directory, last);
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
      int[] minibatch = sampler.minibatch(state.step());
      double loss = training.gradient(state.theta(), minibatch);
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
    ImitatorFile.write(directory.raw(), imitator, deployed(state.theta()), state.step());
    ImitatorFile.write(directory.ema(), imitator, deployed(state.average()), state.step());
  }

  @Override
  public void close() {
    metrics.close();
    state.close();
  }

  private void requireFinite(String quantity, double value) {
    if (!Double.isFinite(value)) {
      throw new TrainingDivergedException(quantity, value, state.step(), saved);
    }
  }

  private boolean isEvaluationDue() {
    return state.step() % config.evaluation().evaluationInterval() == 0
        || state.step() == config.steps();
  }

  private void evaluate() {
    WeightsEvaluation raw = evaluate(state.theta());
    WeightsEvaluation ema = evaluate(state.average());
    metrics.append(
        new EvaluationPoint(
            state.step(),
            (double) state.step() * config.batchSize() / training.rows(),
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
        validation.value(weights), evaluator.evaluate(imitator.policy(deployed(weights))));
  }

  /** The weights for inputs as the environment gives them. */
  private float[] deployed(ParameterVector weights) {
    float[] theta = weights.copy();
    List<TensorSlice> tensors = imitator.tensors();
    standardization.ifPresent(s -> s.foldInto(theta, tensors.get(0), tensors.get(1)));
    return theta;
  }

  private void save() {
    TrainingState.Builder builder = TrainingState.builder();
    state.save(builder);
    metrics.save(builder);
    checkpoints.save(builder.build());
    saved = OptionalLong.of(state.step());
  }

  private void stopIfRequested(Progress progress) {
    if (progress.stopRequested()) {
      save();
      throw new RunInterruptedException(
          "stopped at step "
              + state.step()
              + " of "
              + config.steps()
              + "; the same command goes on from there");
    }
  }

  private static Optional<InputStandardization> standardization(
      ImitatorConfig config, DemonstrationTensors pairs) {
    return config.imitator() == ImitatorKind.MLP && config.standardizeInputs()
        ? Optional.of(pairs.standardization())
        : Optional.empty();
  }

  private DemonstrationTensors pairs(TrajectorySource trajectories, Space actions) {
    TrajectorySource numeric =
        actions instanceof Discrete discrete
            ? trajectories.map(trajectory -> OneHotActions.encode(trajectory, discrete))
            : trajectories;
    return DemonstrationTensors.of(numeric, imitator.seesPreviousAction());
  }
}
