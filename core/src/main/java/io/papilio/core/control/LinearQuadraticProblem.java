package io.papilio.core.control;

import io.papilio.core.validation.Require;

/** A linear system and what its states and actions cost: keep the sum of costs low, forever. */
public record LinearQuadraticProblem(LinearSystem system, QuadraticCost cost) {
  public LinearQuadraticProblem {
    Require.that(
        cost.q().rows() == system.stateSize(),
        "Q",
        cost.q().describe(),
        system.stateSize() + " rows");
    Require.that(
        cost.r().rows() == system.actionSize(),
        "R",
        cost.r().describe(),
        system.actionSize() + " rows");
  }
}
