package io.papilio.learner.imitator;

import io.papilio.artifacts.tensorfile.TensorFile;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.policy.LinearPolicy;
import io.papilio.core.policy.MlpShape;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.PolicyBinding;
import io.papilio.core.policy.TensorSlice;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.learner.network.Mlp;
import io.papilio.learner.network.NetworkPass;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * u = K x, without bias and without previous action.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", appendix B.4 and B.5.
 *
 * @param observationSize d
 * @param actionSize k
 */
record LinearImitator(int observationSize, int actionSize) implements Imitator {
  /** The name of the matrix in a file. */
  static final String GAIN = "K";

  static LinearImitator of(ImitatorConfig config, int pair, int outputs, PolicyBinding binding) {
    return new LinearImitator(pair, outputs);
  }

  static LinearImitator read(Path file, TensorFile content) {
    List<Integer> gain = ImitatorFile.shape(file, content.tensors(), GAIN);
    return new LinearImitator(gain.get(1), gain.get(0));
  }

  @Override
  public PolicyBinding binding() {
    return PolicyBinding.PLAIN;
  }

  @Override
  public int inputSize() {
    return observationSize;
  }

  @Override
  public int outputSize() {
    return actionSize;
  }

  @Override
  public int parameterCount() {
    return actionSize * observationSize;
  }

  /** K = 0, as theta(0) = 0 in equation C.4. */
  @Override
  public void initialize(float[] theta, NumpyGenerator generator) {
    Arrays.fill(theta, 0);
  }

  @Override
  public NetworkPass pass(int rows) {
    return new LinearPass(rows);
  }

  @Override
  public Policy policy(float[] theta) {
    double[] gain = new double[parameterCount()];
    Arrays.setAll(gain, i -> theta[i]);
    return new LinearPolicy(Matrix.of(actionSize, observationSize, gain));
  }

  @Override
  public List<TensorSlice> tensors() {
    return List.of(new TensorSlice(GAIN, 0, List.of(actionSize, observationSize)));
  }

  /** u = K x, for a batch of rows x^T: a layer whose bias is zero and stays. */
  private final class LinearPass implements NetworkPass {
    private final MlpShape shape = MlpShape.of(observationSize, actionSize);
    private final NetworkPass layer;
    private final float[] parameters = new float[shape.parameterCount()];
    private final float[] layerGradient = new float[shape.parameterCount()];

    LinearPass(int rows) {
      layer = Mlp.pass(shape, rows);
    }

    @Override
    public float[] forward(float[] theta, float[] inputs, int n) {
      System.arraycopy(theta, 0, parameters, 0, parameterCount());
      return layer.forward(parameters, inputs, n);
    }

    @Override
    public void backward(float[] outputGradient, float[] gradient) {
      layer.backward(outputGradient, layerGradient);
      System.arraycopy(layerGradient, 0, gradient, 0, parameterCount());
    }
  }
}
