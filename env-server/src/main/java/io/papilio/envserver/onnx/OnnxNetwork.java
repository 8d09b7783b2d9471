package io.papilio.envserver.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.ByteString;
import io.papilio.core.policy.Network;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A network of the ONNX format, on one thread of the CPU. A row's outputs depend on that row alone,
 * to the last bit: a model of which a batch gives other bits than its rows alone runs row by row.
 * Safe for use by several threads, each of which takes a {@link Workspace} for a call.
 */
public final class OnnxNetwork implements Network, AutoCloseable {
  /** Sizes of batches that must give the bits of single rows. */
  private static final int[] TRIED = {2, 3, 4, 7, 16, 20, 64};

  private final OnnxModel model;
  private final OrtSession session;
  private final ConcurrentLinkedQueue<Workspace> free = new ConcurrentLinkedQueue<>();
  private final boolean rowByRow;

  private OnnxNetwork(OnnxModel model, OrtSession session) {
    this.model = model;
    this.session = session;
    rowByRow = model.rows() == 1 || !rowsAreIndependent();
  }

  /**
   * Loads a model.
   *
   * @throws io.papilio.core.validation.InvalidValueException for one that must not or cannot be run
   */
  public static OnnxNetwork load(ByteString bytes) {
    OnnxModel model = OnnxModel.read(bytes);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      // What an arena once took it never gives back.
      options.setCPUArenaAllocator(false);
      OnnxNetwork network =
          new OnnxNetwork(model, environment.createSession(bytes.toByteArray(), options));
      float[] outputs = new float[network.outputSize()];
      network.forward(new float[network.inputSize()], 1, outputs);
      for (float output : outputs) {
        if (!Float.isFinite(output)) {
          network.close();
          throw ModelProblem.of("an output " + output + " for zeros", "finite numbers");
        }
      }
      return network;
    } catch (OrtException e) {
      throw rejected(e);
    }
  }

  /** Rows that are computed at a time, at most: in some 100 ms. */
  public int rows() {
    return model.rows();
  }

  @Override
  public int inputSize() {
    return model.input().width();
  }

  @Override
  public int outputSize() {
    return model.output().width();
  }

  @Override
  public void forward(float[] inputs, int n, float[] outputs) {
    run(inputs, n, outputs, rowByRow ? 1 : model.rows());
  }

  /** Frees the native memory; nobody may be computing. */
  @Override
  public void close() {
    free.forEach(Workspace::close);
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private void run(float[] inputs, int n, float[] outputs, int rowsOfARun) {
    Workspace workspace = free.poll();
    if (workspace == null) {
      workspace = new Workspace(model, session);
    }
    try {
      for (int first = 0; first < n; first += rowsOfARun) {
        workspace.run(inputs, first, Math.min(rowsOfARun, n - first), outputs);
      }
    } catch (OrtException e) {
      throw rejected(e);
    } finally {
      free.add(workspace);
    }
  }

  private boolean rowsAreIndependent() {
    Random random = new Random(1);
    int rows = model.rows();
    float[] inputs = new float[rows * inputSize()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) random.nextGaussian();
    }
    float[] alone = new float[rows * outputSize()];
    run(inputs, rows, alone, 1);
    for (int size : TRIED) {
      if (size > rows) {
        break;
      }
      float[] together = new float[rows * outputSize()];
      run(inputs, rows, together, size);
      if (!Arrays.equals(alone, together)) {
        return false;
      }
    }
    return true;
  }

  private static RuntimeException rejected(OrtException e) {
    return ModelProblem.of(
        "ONNX Runtime: " + e.getMessage().lines().findFirst().orElse(""), "a model that it runs");
  }
}
