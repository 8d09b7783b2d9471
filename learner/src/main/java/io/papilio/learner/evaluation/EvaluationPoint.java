package io.papilio.learner.evaluation;

import java.util.List;
import java.util.Map;

/**
 * One point of the learning curves: the averages of the iterates up to a step, on the same seeds.
 *
 * @param step number of gradient steps before it
 * @param epoch passes over the training pairs before it
 * @param learningRate eta of the last step
 * @param trainingLoss mean of the minibatch losses since the previous point
 * @param diagnostics further quantities of the training by name
 * @param iterates one evaluation per average
 */
public record EvaluationPoint(
    long step,
    double epoch,
    double learningRate,
    double trainingLoss,
    Map<String, Double> diagnostics,
    List<IterateEvaluation> iterates) {
  public EvaluationPoint {
    iterates = List.copyOf(iterates);
  }
}
