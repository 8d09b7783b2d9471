package io.papilio.learner.language;

import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.table.CsvWriter;
import io.papilio.artifacts.table.MetricsWriter;
import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.learner.averaging.Iterates;
import io.papilio.learner.optimizer.Adam;
import io.papilio.learner.optimizer.TrainingDivergedException;
import io.papilio.learner.text.Prompts;
import io.papilio.learner.text.TextData;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Trains a language model and evaluates averages of its iterates. A run that stops for any reason
 * resumes from its last checkpoint and ends with the files of a run that never stopped, byte for
 * byte.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", section 4.2 and appendix B.2.
 */
public final class LanguageTraining implements AutoCloseable {
  /** The losses along the training in long form, in the directory of the run. */
  public static final String METRICS = "metrics.csv";

  /** As {@link #METRICS}, of every iterate of the windows, with their switching costs. */
  public static final String WINDOW = "window.csv";

  /** The completions that changed from one iterate to the next, in tokens. */
  public static final String COMPLETIONS = "completions.csv";

  /** The prompts, in tokens. */
  public static final String PROMPTS = "prompts.csv";

  /** The quantity of a mean cross-entropy per token, in nats. */
  static final String LOSS = "validation_loss";

  private final LanguageConfig config;
  private final Run run;
  private final LanguageModel model;
  private final Iterates state;
  private final SequenceLoss loss;
  private final WindowEvaluation windows;
  private final LanguageTables tables;
  private final float[] gradient;
  private String note = "";

  /** Begins at the checkpoint of a run, or at step 0. */
  public LanguageTraining(LanguageConfig config, Run run, TextData data) {
    this.config = config;
    this.run = run;
    LanguageModelConfig sizes = config.model();
    model = new LanguageModel(sizes.shape(data.tokenizer().size()), sizes.device());
    state = begin(config, model.shape());
    gradient = new float[model.shape().parameterCount()];
    loss = new SequenceLoss(config, data, model);
    List<int[]> prompts =
        config.evaluation().windows().isEmpty()
            ? List.of()
            : Prompts.of(data, config.evaluation().passages(), config.passageLength());
    write(prompts);
    windows = new WindowEvaluation(config.evaluation(), model, prompts);
    Optional<TrainingState> last = run.checkpoint().load();
    last.ifPresent(state::restore);
    last.ifPresent(saved -> windows.restore(saved, state.averages()));
    tables = LanguageTables.open(run, last);
  }

  /** theta(0) is drawn by the stream {@code initial-weights}. */
  private static Iterates begin(LanguageConfig config, LanguageModelShape shape) {
    float[] theta = new float[shape.parameterCount()];
    shape.initialize(theta, RandomStreams.of(config.seed()).stream("initial-weights"));
    Adam adam = new Adam(config.optimizer().adamW(), theta.length);
    return new Iterates(
        theta,
        adam,
        config.averages(),
        step -> config.optimizer().learningRateAt(step, config.steps()));
  }

  /** The weights of an average, in the directory of the run. */
  public static String weightsFile(String average) {
    return "weights/" + average + ".safetensors";
  }

  private void write(List<int[]> prompts) {
    try (CsvWriter table = CsvWriter.open(run.output(PROMPTS), List.of("prompt", "tokens"), 0)) {
      for (int i = 0; i < prompts.size(); i++) {
        table.append(List.of(i, LanguageTables.text(prompts.get(i))));
      }
    }
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
      double stepLoss = loss.gradient(state.step(), state.theta(), gradient);
      requireFinite(stepLoss);
      state.step(stepLoss, gradient);
      windows.evaluate(state, loss, tables);
      if (isPoint(state.step())) {
        evaluate();
        save();
      }
      progress.advance(state.step(), config.steps(), note);
    }
    for (String name : state.averages()) {
      LanguageModelFile.write(
          run.output(weightsFile(name)), model.shape(), state.average(name), state.step());
    }
  }

  @Override
  public void close() {
    tables.close();
  }

  private void requireFinite(double value) {
    if (!Double.isFinite(value)) {
      throw new TrainingDivergedException("loss", value, state.step(), run.checkpoint().step());
    }
  }

  /** Whether the learning curves have a point there. */
  private boolean isPoint(long step) {
    return step % config.evaluation().interval() == 0 || step == config.steps();
  }

  private void evaluate() {
    long step = state.step();
    MetricsWriter metrics = tables.metrics();
    metrics.append(step, MetricsWriter.TRAINING, "epoch", loss.epochs(step));
    metrics.append(step, MetricsWriter.TRAINING, "learning_rate", state.learningRate());
    metrics.append(step, MetricsWriter.TRAINING, "loss", state.takeMeanLoss());
    StringBuilder losses = new StringBuilder("loss");
    for (String name : state.averages()) {
      double value = loss.validation(state.average(name));
      requireFinite(value);
      metrics.append(step, name, LOSS, value);
      losses.append(String.format(Locale.ROOT, " %s %.3f", name, value));
    }
    note = losses.toString();
  }

  private void save() {
    TrainingState.Builder builder = TrainingState.builder();
    state.save(builder);
    windows.save(builder);
    tables.save(builder);
    run.checkpoint().save(builder.build());
  }

  private void stopIfRequested(Progress progress) {
    if (progress.stopRequested()) {
      save();
      throw RunInterruptedException.atStep(state.step(), config.steps());
    }
  }
}
