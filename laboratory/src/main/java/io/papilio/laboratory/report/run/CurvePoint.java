package io.papilio.laboratory.report.run;

/**
 * One parameter vector at one step, in numbers.
 *
 * @param step gradient steps before it
 * @param validationLoss l_BC on the trajectories held out
 * @param meanReturn over the evaluation seeds
 * @param reward the mean return divided by the expert's
 */
public record CurvePoint(long step, double validationLoss, double meanReturn, double reward) {}
