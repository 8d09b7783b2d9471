package io.papilio.learner.cloning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.trajectory.SmallTrajectories;
import io.papilio.core.trajectory.TrajectorySource;
import io.papilio.learner.data.DemonstrationTensors;
import io.papilio.learner.imitator.Imitator;
import io.papilio.learner.imitator.ImitatorKind;
import io.papilio.learner.imitator.SmallImitators;
import io.papilio.learner.loss.L2;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CloningLossTest {
  private static final int[] ROWS = {3, 0, 7, 3};

  /** Float32 sums of about a hundred terms of order one: some 1e-6 relative error, with room. */
  private static final double FLOAT_ERROR = 1e-5;

  /** A central difference of step 1e-4 in double: error 1e-8 of curvature, and FLOAT_ERROR. */
  private static final double STEP = 1e-4;

  @ParameterizedTest
  @EnumSource(names = {"MLP", "LINEAR"})
  void lossIsTheMeanSquareOverRowsAndCoordinates(ImitatorKind kind) {
    Case c = new Case(kind);
    float[] theta = c.theta();
    double[] point = doubles(theta);
    double loss = c.loss.gradient(theta, new float[theta.length], ROWS);
    assertEquals(c.slowLoss(point, ROWS), loss, c.tolerance(point, ROWS));
  }

  @ParameterizedTest
  @EnumSource(names = {"MLP", "LINEAR"})
  void validationLossIsOverAllRows(ImitatorKind kind) {
    Case c = new Case(kind);
    int[] all = IntStream.range(0, c.loss.rows()).toArray();
    float[] theta = c.theta();
    double[] point = doubles(theta);
    assertEquals(c.slowLoss(point, all), c.loss.value(theta), c.tolerance(point, all));
  }

  @ParameterizedTest
  @EnumSource(names = {"MLP", "LINEAR"})
  void gradientIsThatOfTheLoss(ImitatorKind kind) {
    Case c = new Case(kind);
    float[] theta = c.theta();
    double[] point = doubles(theta);
    float[] gradient = new float[theta.length];
    c.loss.gradient(theta, gradient, ROWS); // a second call must not add to the first
    c.loss.gradient(theta, gradient, ROWS);
    for (int i = 0; i < point.length; i++) {
      double center = point[i];
      point[i] = center + STEP;
      double above = c.slowLoss(point, ROWS);
      point[i] = center - STEP;
      double below = c.slowLoss(point, ROWS);
      point[i] = center;
      double expected = (above - below) / (2 * STEP);
      assertEquals(
          expected,
          gradient[i],
          FLOAT_ERROR * Math.max(1, Math.abs(expected)) * 10,
          "parameter " + i);
    }
  }

  /** One imitator on small data, and the loss written out with loops over doubles. */
  private static final class Case {
    private final ImitatorKind kind;
    private final Imitator imitator;
    private final DemonstrationTensors data;
    private final CloningLoss loss;

    Case(ImitatorKind kind) {
      this.kind = kind;
      imitator = Imitator.of(SmallImitators.config(kind, 2, 5), 3, 2);
      data =
          DemonstrationTensors.of(
              TrajectorySource.of(SmallTrajectories.make(4)), imitator.binding());
      loss = new CloningLoss(imitator.loss(new L2()), data, imitator.pass(CloningLoss.CHUNK));
    }

    float[] theta() {
      float[] theta = new float[imitator.parameterCount()];
      NumpyGenerator generator = NumpyGenerator.ofSeed(1);
      for (int i = 0; i < theta.length; i++) {
        theta[i] = (float) generator.uniform(-0.5, 0.5);
      }
      return theta;
    }

    double tolerance(double[] theta, int... rows) {
      return FLOAT_ERROR * slowLoss(theta, rows);
    }

    double slowLoss(double[] theta, int... rows) {
      double sum = 0;
      for (int row : rows) {
        double[] predicted = predict(theta, data.inputs(row));
        float[] actions = data.actions(row);
        for (int c = 0; c < actions.length; c++) {
          sum += Math.pow(predicted[c] - actions[c], 2);
        }
      }
      return sum / (rows.length * data.targetSize());
    }

    private double[] predict(double[] theta, float[] input) {
      double[] h = IntStream.range(0, input.length).mapToDouble(i -> input[i]).toArray();
      if (kind == ImitatorKind.LINEAR) {
        return affine(theta, 0, h, 2, false);
      }
      int offset = 0;
      for (int out : new int[] {5, 5, 2}) {
        double[] next = affine(theta, offset, h, out, true);
        offset += out * (h.length + 1);
        h =
            out == 2
                ? next
                : IntStream.range(0, out).mapToDouble(i -> Math.max(0, next[i])).toArray();
      }
      return h;
    }

    private static double[] affine(double[] theta, int offset, double[] x, int out, boolean bias) {
      double[] y = new double[out];
      for (int i = 0; i < out; i++) {
        for (int j = 0; j < x.length; j++) {
          y[i] += theta[offset + i * x.length + j] * x[j];
        }
        y[i] += bias ? theta[offset + out * x.length + i] : 0;
      }
      return y;
    }
  }

  private static double[] doubles(float... values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }
}
