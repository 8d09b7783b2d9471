package io.papilio.learner.evaluation;

/**
 * One iterate, or average of iterates, evaluated both ways: step by step, and in the environment.
 *
 * @param iterate its name
 * @param validationLoss l_BC on the trajectories held out
 * @param score returns on the evaluation seeds
 */
public record IterateEvaluation(String iterate, double validationLoss, PolicyScore score) {}
