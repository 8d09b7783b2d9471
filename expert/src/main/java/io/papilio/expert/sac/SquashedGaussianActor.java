package io.papilio.expert.sac;

import io.papilio.core.policy.MlpShape;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.learner.network.Mlp;
import java.util.List;

/**
 * The policy pi_phi: a = tanh(u), u ~ N(mu(s), sigma(s)^2), actions in (-1, 1). {@link ActionDraws}
 * draws from it.
 *
 * <p>One network has mu in the first half of its output and log sigma in the second.
 *
 * <p>Source: arXiv:1812.05905, appendix C.
 */
public final class SquashedGaussianActor {
  private final MlpShape shape;
  private final float[] phi;

  /** A fresh policy, its layers drawn from {@code generator}. */
  public SquashedGaussianActor(
      int observationSize, int actionSize, int hiddenUnits, NumpyGenerator generator) {
    shape = new MlpShape(List.of(observationSize, hiddenUnits, hiddenUnits, 2 * actionSize));
    phi = new float[shape.parameterCount()];
    Mlp.initialize(shape, phi, 0, generator);
  }

  private SquashedGaussianActor(MlpShape shape, float[] phi) {
    this.shape = shape;
    this.phi = phi;
  }

  /** Another policy with the same parameters. */
  public SquashedGaussianActor copy() {
    return new SquashedGaussianActor(shape, phi.clone());
  }

  public MlpShape shape() {
    return shape;
  }

  int actionSize() {
    return shape.output() / 2;
  }

  /** The parameters themselves, writable. */
  public float[] phi() {
    return phi;
  }
}
