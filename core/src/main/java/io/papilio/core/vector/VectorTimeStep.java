package io.papilio.core.vector;

import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Batch;
import io.papilio.core.space.Element;
import io.papilio.core.space.Space;
import io.papilio.core.space.Tensor;
import java.util.Optional;

/**
 * What a vector of n environments answers to a reset or a step.
 *
 * @param observations batch of observations. Shape: [n, ...]
 * @param rewards shape: [n], float64
 * @param terminated shape: [n], bool
 * @param truncated shape: [n], bool
 * @param ended with SAME_STEP, what belongs to the episodes that ended in this step
 */
public record VectorTimeStep(
    Element observations,
    Tensor rewards,
    Tensor terminated,
    Tensor truncated,
    VectorInfo info,
    Optional<Ended> ended) {

  /**
   * The last observations and infos of ended episodes, before the automatic reset.
   *
   * @param mask which environments ended. Shape: [n], bool
   * @param observations zero where not ended. Shape: [n, ...]
   */
  public record Ended(Tensor mask, Element observations, VectorInfo info) {}

  /** Whether the episode of environment {@code index} ended in this step. */
  public boolean isLast(int index) {
    return terminated.getBoolean(index) || truncated.getBoolean(index);
  }

  /** The time step of environment {@code index} alone, whose observations are of a space. */
  public TimeStep get(Space observationSpace, int index) {
    return new TimeStep(
        Batch.get(observationSpace, observations, index),
        rewards.getDouble(index),
        terminated.getBoolean(index),
        truncated.getBoolean(index),
        info.get(index));
  }
}
