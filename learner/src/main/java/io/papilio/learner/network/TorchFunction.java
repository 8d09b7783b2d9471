package io.papilio.learner.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import io.papilio.learner.tensor.TensorEngine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A function of tensors in TorchScript, whose source is given. It reaches libtorch's operators that
 * DJL does not have, and runs many of them in one call. Its archive, a zip as {@code
 * torch.jit.save} writes, is made in memory.
 *
 * <p>Gradients are recorded for the calling thread alone, so that several threads may train at
 * once, which DJL's gradient collector does not allow. Safe for use by several threads. Its memory,
 * some kilobytes, is never freed.
 */
public final class TorchFunction {
  private static final byte[] VERSION = "3\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};

  private final PtSymbolBlock module;

  /**
   * @param arguments names of the tensors that it takes
   * @param body the lines of the function, the last one a return
   */
  public TorchFunction(List<String> arguments, List<String> body) {
    byte[] archive = archive(source(arguments, body));
    try {
      module =
          JniUtils.loadModule(
              (PtNDManager) TensorEngine.newManager(),
              new ByteArrayInputStream(archive),
              false,
              false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Calls it. The result belongs to the manager of the first argument.
   *
   * @param record whether {@link #backward} may follow
   */
  public NDArray call(boolean record, NDArray... arguments) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(record);
    try {
      // Not as inference: a module that was once called so could no longer be differentiated.
      return IValueUtils.forward(module, new NDList(arguments), true).singletonOrThrow();
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /** Adds dJ / d leaf to the gradient of every leaf from which a result was computed. */
  public static void backward(NDArray result, NDArray resultGradient) {
    JniUtils.backward((PtNDArray) result, (PtNDArray) resultGradient, false, false);
  }

  private static String source(List<String> arguments, List<String> body) {
    StringBuilder source = new StringBuilder();
    source.append("class Ops(Module):\n  __parameters__ = []\n  __buffers__ = []\n");
    source.append("  training : bool\n  def forward(self: __torch__.Ops");
    arguments.forEach(name -> source.append(",\n    ").append(name).append(": Tensor"));
    source.append(") -> Tensor:\n");
    body.forEach(line -> source.append("    ").append(line).append('\n'));
    return source.toString();
  }

  private static byte[] archive(String source) {
    var bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      put(zip, "version", VERSION);
      put(zip, "constants.pkl", NO_CONSTANTS);
      put(zip, "data.pkl", object());
      put(zip, "code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A pickle (protocol 2) of an Ops with training = False. */
  private static byte[] object() throws IOException {
    var pickle = new ByteArrayOutputStream();
    pickle.write(new byte[] {(byte) 0x80, 2});
    pickle.write("c__torch__\nOps\n".getBytes(StandardCharsets.US_ASCII));
    // Ops.__new__(), its attributes {"training": False}, set; written to memo places 0 to 2.
    pickle.write(new byte[] {'q', 0, ')', (byte) 0x81, '}', '(', 'X', 8, 0, 0, 0});
    pickle.write("training".getBytes(StandardCharsets.US_ASCII));
    pickle.write(new byte[] {'q', 1, (byte) 0x89, 'u', 'b', 'q', 2, '.'});
    return pickle.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry("ops/" + name);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
