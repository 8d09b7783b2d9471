package io.papilio.learner.evaluation;

/**
 * One parameter vector judged both ways: step by step, and in the environment.
 *
 * @param validationLoss l_BC on the trajectories held out
 * @param score rewards on the evaluation seeds
 */
public record WeightsEvaluation(double validationLoss, PolicyScore score) {}
