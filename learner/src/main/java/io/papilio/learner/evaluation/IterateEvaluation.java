package io.papilio.learner.evaluation;

import java.util.Map;

/**
 * One iterate, or average of iterates, evaluated both ways: step by step, and in the environment.
 *
 * @param iterate its name
 * @param validationLoss l_BC on the trajectories held out
 * @param score returns on the evaluation seeds
 * @param diagnostics further quantities by name
 */
public record IterateEvaluation(
    String iterate, double validationLoss, PolicyScore score, Map<String, Double> diagnostics) {}
