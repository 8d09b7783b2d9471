package io.papilio.laboratory.pitfalls.learner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.laboratory.numeric.Draws;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SmallMlpTest {
  /** Central differences. */
  @ParameterizedTest
  @EnumSource
  void gradientIsThatOfTheLoss(SmallMlp.Activation activation) {
    Draws draws = Draws.of("test/mlp");
    SmallMlp network = new SmallMlp(activation, 3, 5, 4, 2);
    double[] theta = network.initial(draws);
    double[] x = draws.normals(3);
    double[] u = draws.normals(2);
    double[] gradient = new double[theta.length];
    assertEquals(loss(network, theta, x, u), network.addGradient(theta, x, u, gradient), 1e-15);
    for (int j = 0; j < theta.length; j++) {
      double h = 1e-6;
      double[] moved = theta.clone();
      moved[j] += h;
      double up = loss(network, moved, x, u);
      moved[j] -= 2 * h;
      double down = loss(network, moved, x, u);
      assertEquals((up - down) / (2 * h), gradient[j], 1e-8);
    }
  }

  private static double loss(SmallMlp network, double[] theta, double[] x, double[] u) {
    double[] out = network.policy(theta).act(x);
    double sum = 0;
    for (int i = 0; i < u.length; i++) {
      sum += (out[i] - u[i]) * (out[i] - u[i]) / 2;
    }
    return sum;
  }
}
