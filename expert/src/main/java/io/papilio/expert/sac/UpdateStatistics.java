package io.papilio.expert.sac;

/**
 * What one update saw.
 *
 * @param criticLoss 1/2 sum_j mean (Q_j - y)^2
 * @param actorLoss mean (alpha log pi - min Q)
 * @param entropy mean of -log pi, in nats
 * @param temperature alpha, before its step
 */
public record UpdateStatistics(
    double criticLoss, double actorLoss, double entropy, double temperature) {
  /** Before the first update. */
  public static final UpdateStatistics NONE =
      new UpdateStatistics(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  public static UpdateStatistics of(double[] values) {
    return new UpdateStatistics(values[0], values[1], values[2], values[3]);
  }

  public double[] toArray() {
    return new double[] {criticLoss, actorLoss, entropy, temperature};
  }
}
