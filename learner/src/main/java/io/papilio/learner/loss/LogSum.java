package io.papilio.learner.loss;

/** log sum_i exp(x_i), without overflow. StrictMath gives the same bits on every machine. */
final class LogSum {
  private LogSum() {}

  static double of(double... x) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (double value : x) {
      greatest = Math.max(greatest, value);
    }
    double sum = 0;
    for (double value : x) {
      sum += StrictMath.exp(value - greatest);
    }
    return greatest + StrictMath.log(sum);
  }
}
