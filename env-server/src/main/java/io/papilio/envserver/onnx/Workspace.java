package io.papilio.envserver.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Set;

/** The direct memory of one run at a time, which the runtime reads and writes without a copy. */
final class Workspace implements AutoCloseable {
  private final OnnxModel model;
  private final OrtSession session;
  private final ByteBuffer inputs;
  private final ByteBuffer outputs;

  /** Of the last run, and of the next one if it has as many rows. */
  private OnnxTensor input;

  private OnnxTensor output;
  private int rows;

  Workspace(OnnxModel model, OrtSession session) {
    this.model = model;
    this.session = session;
    inputs = memory(model.input(), model.rows());
    outputs = memory(model.output(), model.rows());
  }

  /** Computes some rows, from the index of the first one on. */
  void run(float[] from, int first, int n, float[] to) throws OrtException {
    if (n != rows) {
      close();
      input = tensor(model.input(), inputs, n);
      output = tensor(model.output(), outputs, n);
      rows = n;
    }
    int width = model.input().width();
    if (model.input().isDouble()) {
      for (int i = 0; i < n * width; i++) {
        inputs.putDouble(i * Double.BYTES, from[first * width + i]);
      }
    } else {
      inputs.asFloatBuffer().put(from, first * width, n * width);
    }
    try (OrtSession.Result unused =
        session.run(
            Map.of(model.input().name(), input), Set.of(), Map.of(model.output().name(), output))) {
      int size = model.output().width();
      if (model.output().isDouble()) {
        for (int i = 0; i < n * size; i++) {
          to[first * size + i] = (float) outputs.getDouble(i * Double.BYTES);
        }
      } else {
        outputs.asFloatBuffer().get(to, first * size, n * size);
      }
    }
  }

  @Override
  public void close() {
    if (rows > 0) {
      input.close();
      output.close();
      rows = 0;
    }
  }

  private static ByteBuffer memory(OnnxModel.Port port, int rows) {
    int bytes = port.isDouble() ? Double.BYTES : Float.BYTES;
    return ByteBuffer.allocateDirect(rows * port.width() * bytes).order(ByteOrder.nativeOrder());
  }

  private static OnnxTensor tensor(OnnxModel.Port port, ByteBuffer memory, int n)
      throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[] shape = {n, port.width()};
    int bytes = port.isDouble() ? Double.BYTES : Float.BYTES;
    ByteBuffer part =
        memory.duplicate().order(ByteOrder.nativeOrder()).limit(n * port.width() * bytes);
    return port.isDouble()
        ? OnnxTensor.createTensor(environment, part.asDoubleBuffer(), shape)
        : OnnxTensor.createTensor(environment, part.asFloatBuffer(), shape);
  }
}
