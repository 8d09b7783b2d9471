package io.papilio.learner.imitator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.papilio.artifacts.tensorfile.TensorFile;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.policy.LinearPolicy;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.TensorSlice;
import io.papilio.core.random.NumpyGenerator;
import java.nio.FloatBuffer;
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

  static LinearImitator of(
      ImitatorConfig config, int observationSize, int actionSize, boolean seesPreviousAction) {
    return new LinearImitator(observationSize, actionSize);
  }

  static LinearImitator read(Path file, TensorFile content) {
    List<Integer> gain = ImitatorFile.shape(file, content.tensors(), GAIN);
    return new LinearImitator(gain.get(1), gain.get(0));
  }

  @Override
  public boolean seesPreviousAction() {
    return false;
  }

  @Override
  public int inputSize() {
    return observationSize;
  }

  @Override
  public int parameterCount() {
    return actionSize * observationSize;
  }

  /** K = 0, as theta(0) = 0 in equation C.4. */
  @Override
  public void initialize(FloatBuffer theta, NumpyGenerator generator) {
    for (int i = 0; i < parameterCount(); i++) {
      theta.put(i, 0);
    }
  }

  @Override
  public NDArray forward(NDArray theta, NDArray inputs) {
    // u = K x, for a batch of rows x^T
    NDArray gain = theta.reshape(new Shape(actionSize, observationSize));
    gain.attach(inputs.getManager());
    return inputs.matMul(gain.transpose());
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
}
