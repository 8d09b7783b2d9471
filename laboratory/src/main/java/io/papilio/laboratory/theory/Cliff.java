package io.papilio.laboratory.theory;

import io.papilio.laboratory.numeric.Normal;

/**
 * The expected cliff loss of a Gaussian in one dimension.
 *
 * <p>Source: equation C.2.
 *
 * @param epsilon ϵ, distance of the cliff from µ
 * @param cost C
 */
record Cliff(double epsilon, double cost) {
  /** J(θ*) - E J(θ) for θ - µ of N(0, variance). */
  double gap(double variance) {
    return gap(0, variance);
  }

  /** J(θ*) - E J(θ) for θ - µ of N(mean, variance). */
  double gap(double mean, double variance) {
    // C P(|θ-µ| > ϵ) + E[(θ-µ)²; |θ-µ| <= ϵ]
    double s = Math.sqrt(variance);
    double low = (-epsilon - mean) / s;
    double high = (epsilon - mean) / s;
    double inside = 1 - Normal.beyond(mean, s, epsilon);
    double first = Normal.density(low) - Normal.density(high);
    double second = inside + low * Normal.density(low) - high * Normal.density(high);
    double square = mean * mean * inside + 2 * mean * s * first + variance * second;
    return cost * fall(mean, variance) + square;
  }

  /** P(|θ-µ| > ϵ). */
  double fall(double mean, double variance) {
    return Normal.beyond(mean, Math.sqrt(variance), epsilon);
  }

  /** J(θ*) - J(θ) of one θ. */
  double gapOf(double deviation) {
    return Math.abs(deviation) <= epsilon ? deviation * deviation : cost;
  }
}
