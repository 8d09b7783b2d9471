package io.papilio.learner.language;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.learner.averaging.Iterates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Evaluates every iterate of a window and compares its completions with those before. */
final class WindowEvaluation {
  private static final String SWITCHING_COST = "switching_cost";

  private final LanguageEvaluationConfig config;
  private final LanguageModel model;
  private final List<int[]> prompts;
  private final Map<String, List<int[]>> before = new HashMap<>();

  WindowEvaluation(LanguageEvaluationConfig config, LanguageModel model, List<int[]> prompts) {
    this.config = config;
    this.model = model;
    this.prompts = prompts;
  }

  /** Evaluates the newest iterate, if it is in a window or the one before. */
  void evaluate(Iterates state, SequenceLoss loss, LanguageTables tables) {
    long step = state.step();
    if (!config.isInWindow(step) && !config.beginsWindow(step)) {
      before.clear();
      return;
    }
    for (String name : state.averages()) {
      float[] theta = state.average(name);
      List<int[]> completions = model.complete(theta, prompts, config.completionLength());
      if (config.isInWindow(step)) {
        Divergence divergence = Divergence.of(before.get(name), completions);
        tables.append(step, name, divergence, completions);
        tables.window().append(step, name, LanguageTraining.LOSS, loss.validation(theta));
        tables.window().append(step, name, SWITCHING_COST, divergence.switchingCost());
      } else {
        tables.begin(step, name, completions);
      }
      before.put(name, completions);
    }
  }

  void save(TrainingState.Builder builder) {
    before.forEach(
        (name, completions) -> {
          long[] tokens =
              completions.stream().flatMapToInt(Arrays::stream).asLongStream().toArray();
          builder.put("completions." + name, tokens);
        });
  }

  void restore(TrainingState saved, List<String> averages) {
    int length = config.completionLength();
    for (String name : averages) {
      if (saved.entries().containsKey("completions." + name)) {
        long[] tokens = saved.longs("completions." + name, prompts.size() * length);
        List<int[]> completions = new ArrayList<>();
        for (int prompt = 0; prompt < prompts.size(); prompt++) {
          int[] completion = new int[length];
          for (int t = 0; t < length; t++) {
            completion[t] = (int) tokens[prompt * length + t];
          }
          completions.add(completion);
        }
        before.put(name, completions);
      }
    }
  }
}
