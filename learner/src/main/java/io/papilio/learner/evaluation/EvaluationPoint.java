package io.papilio.learner.evaluation;

/**
 * A point of the learning curve: an iterate and the average of the iterates up to it, on the same
 * seeds.
 *
 * @param step number of gradient steps before it
 * @param epoch passes over the training pairs before it
 * @param learningRate eta of the last step
 * @param emaRate gamma of the last step, the weight of the newest iterate in the average
 * @param trainingLoss mean of the minibatch losses since the point before
 * @param raw the iterate itself
 * @param ema the average
 */
public record EvaluationPoint(
    long step,
    double epoch,
    double learningRate,
    double emaRate,
    double trainingLoss,
    WeightsEvaluation raw,
    WeightsEvaluation ema) {}
