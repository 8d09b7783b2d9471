package io.papilio.laboratory.report.curve;

import io.papilio.core.validation.Require;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A quantity over training, at the steps where it was evaluated.
 *
 * @param steps gradient steps before each evaluation, increasing. Shape: [n], n >= 1
 * @param values what was measured; not finite where training had diverged. Shape: [n]
 */
public record Curve(List<Long> steps, List<Double> values) {
  public Curve {
    steps = List.copyOf(steps);
    values = List.copyOf(values);
    Require.that(!steps.isEmpty(), "evaluations", 0, "at least 1");
    Require.that(
        steps.size() == values.size(), "values", values.size(), steps.size() + ", as steps");
    for (int k = 1; k < steps.size(); k++) {
      Require.that(steps.get(k) > steps.get(k - 1), "step", steps.get(k), "> " + steps.get(k - 1));
    }
  }

  public int size() {
    return steps.size();
  }

  public long step(int k) {
    return steps.get(k);
  }

  public double value(int k) {
    return values.get(k);
  }

  /** Total number of training steps T: the last iterate is always evaluated. */
  public long lastStep() {
    return steps.get(steps.size() - 1);
  }

  /** Indices of the finite values whose step lies in [from * T, to * T]. */
  List<Integer> finiteIndices(double from, double to) {
    double low = from * lastStep();
    double high = to * lastStep();
    return IntStream.range(0, size())
        .filter(k -> Double.isFinite(value(k)) && step(k) >= low && step(k) <= high)
        .boxed()
        .toList();
  }
}
