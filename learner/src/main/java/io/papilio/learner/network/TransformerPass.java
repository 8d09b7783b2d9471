package io.papilio.learner.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.learner.tensor.TensorEngine;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Passes of a Transformer through TorchScript. In a training step a forward pass keeps what the
 * backward pass needs, some 1 MB a row at the paper's history and width 128; outside of steps it
 * keeps nothing, and the backward pass repeats it.
 */
public final class TransformerPass implements NetworkPass {
  private final TransformerShape shape;
  private final Dropout embeddingDropout;
  private final Dropout dropout;
  private final RandomStreams streams;
  private final float[] positions;
  private Optional<NumpyGenerator> generator = Optional.empty();
  private Optional<Arguments> last = Optional.empty();
  private Optional<Recorded> recorded = Optional.empty();

  private record Arguments(float[] theta, float[] inputs, int n) {}

  /** What the backward pass needs of a forward pass. */
  private record Recorded(NDManager manager, NDArray leaf, NDArray outputs)
      implements AutoCloseable {
    @Override
    public void close() {
      manager.close();
    }
  }

  /** Without dropout. */
  public TransformerPass(TransformerShape shape) {
    this(shape, Dropout.NONE, Dropout.NONE, RandomStreams.of(0));
  }

  /**
   * @param embeddingDropout of the embedded steps with their positions
   * @param dropout of the hidden layers of the blocks' feed-forward networks
   * @param streams step t draws its masks from the stream {@code dropout/t}
   */
  public TransformerPass(
      TransformerShape shape, Dropout embeddingDropout, Dropout dropout, RandomStreams streams) {
    this.shape = shape;
    this.embeddingDropout = embeddingDropout;
    this.dropout = dropout;
    this.streams = streams;
    positions = shape.positions();
  }

  @Override
  public void begin(long step) {
    generator = Optional.of(streams.stream("dropout/" + step));
  }

  @Override
  public void end() {
    generator = Optional.empty();
  }

  @Override
  public float[] forward(float[] theta, float[] inputs, int n) {
    recorded.ifPresent(Recorded::close);
    recorded = Optional.empty();
    last = Optional.of(new Arguments(theta, inputs, n));
    if (generator.isPresent()) {
      recorded = Optional.of(compute(true));
      return recorded.get().outputs().toFloatArray();
    }
    try (Recorded pass = compute(false)) {
      return pass.outputs().toFloatArray();
    }
  }

  @Override
  public void backward(float[] outputGradient, float[] gradient) {
    try (Recorded pass = recorded.orElseGet(() -> compute(true))) {
      NDArray byOutputs = pass.manager().create(outputGradient, pass.outputs().getShape());
      TorchFunction.backward(pass.outputs(), byOutputs);
      NDArray byTheta = pass.leaf().getGradient();
      byTheta.attach(pass.manager());
      byTheta.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer().get(gradient);
    } finally {
      recorded = Optional.empty();
      last = Optional.empty();
    }
  }

  private Recorded compute(boolean record) {
    Arguments pass = last.orElseThrow(() -> new IllegalStateException("no forward pass"));
    int n = pass.n();
    NDManager manager = TensorEngine.newManager();
    NDArray leaf = manager.create(pass.theta(), new Shape(pass.theta().length));
    leaf.setRequiresGradient(true);
    List<NDArray> arguments = new ArrayList<>();
    arguments.add(manager.create(pass.inputs(), new Shape(n, shape.history(), shape.stepSize())));
    arguments.add(leaf);
    arguments.add(manager.create(positions, new Shape(shape.history(), shape.width())));
    boolean embedding = generator.isPresent() && embeddingDropout.isActive();
    boolean hidden = generator.isPresent() && dropout.isActive();
    if (embedding) {
      arguments.add(mask(manager, embeddingDropout, n, shape.history(), shape.width()));
    }
    for (int layer = 0; hidden && layer < shape.layers(); layer++) {
      int positionsOut = layer < shape.layers() - 1 ? shape.history() : 1;
      arguments.add(mask(manager, dropout, n, positionsOut, shape.hidden()));
    }
    NDArray outputs =
        TransformerScript.outputs(shape, embedding, hidden)
            .call(record, arguments.toArray(NDArray[]::new));
    return new Recorded(manager, leaf, outputs);
  }

  private NDArray mask(NDManager manager, Dropout rate, int... sizes) {
    int size = 1;
    long[] dimensions = new long[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      size = Math.multiplyExact(size, sizes[i]);
      dimensions[i] = sizes[i];
    }
    return manager.create(rate.mask(size, generator.orElseThrow()), new Shape(dimensions));
  }
}
