package io.papilio.core.wrapper;

import io.papilio.core.env.Environment;
import io.papilio.core.env.Keyword;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.snapshot.SnapshotReader;
import io.papilio.core.snapshot.SnapshotWriter;
import io.papilio.core.space.Box;
import io.papilio.core.space.DType;
import io.papilio.core.space.Tensor;
import io.papilio.core.space.TensorMath;
import io.papilio.core.validation.Require;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Shows the newest observations of the episode as one, oldest first. Shape: [stack_size, ...].
 * Before the first of an episode come copies of it, or with {@code padding_type} "zero" what is
 * nearest to zero in the space.
 */
final class FrameStackObservation extends ObservationWrapper {
  /** Numbers in a stack; enough for any use, and far from filling the memory. */
  private static final int MAX_NUMBERS = 1 << 20;

  private static final String RESET = "reset";
  private static final String ZERO = "zero";

  private static final Keyword<Integer> STACK_SIZE =
      Keyword.required("stack_size", "number of observations in a stack", Keyword.Reader.INTEGER);
  private static final Keyword<String> PADDING_TYPE =
      Keyword.text(
          "padding_type",
          RESET,
          "before the first observation: copies of it (reset), zeros (zero)");

  static final WrapperDescription DESCRIPTION =
      new WrapperDescription(
          "FrameStackObservation",
          "stacks the most recent observations, oldest first",
          List.of(STACK_SIZE, PADDING_TYPE));

  private final Box single;
  private final int size;

  /** Absent when the first observation is its own padding. */
  private final Optional<Tensor> padding;

  private final Deque<Tensor> frames = new ArrayDeque<>();

  private FrameStackObservation(Environment inner, Box single, int size, Optional<Tensor> padding) {
    super(
        inner,
        inner
            .spec()
            .withObservationSpace(new Box(stack(single.low(), size), stack(single.high(), size))));
    this.single = single;
    this.size = size;
    this.padding = padding;
  }

  static FrameStackObservation of(Environment inner, KeywordArguments keywords) {
    Box single = requireBox("observation space", inner.spec().observationSpace());
    int size = keywords.get(STACK_SIZE);
    Require.within(size, 1, MAX_NUMBERS / Math.max(1, single.size()), STACK_SIZE.name());
    String padding = keywords.get(PADDING_TYPE);
    Require.that(
        padding.equals(RESET) || padding.equals(ZERO),
        PADDING_TYPE.name(),
        padding,
        RESET + " or " + ZERO);
    return new FrameStackObservation(
        inner, single, size, padding.equals(ZERO) ? Optional.of(zero(single)) : Optional.empty());
  }

  @Override
  Tensor first(Tensor observation) {
    frames.clear();
    frames.addAll(Collections.nCopies(size - 1, padding.orElse(observation)));
    frames.add(observation);
    return stacked();
  }

  @Override
  Tensor next(Tensor observation) {
    frames.remove();
    frames.add(observation);
    return stacked();
  }

  @Override
  public void save(SnapshotWriter out) {
    frames.forEach(frame -> out.bytes(frame.bytes()));
    super.save(out);
  }

  @Override
  public void load(SnapshotReader in) {
    frames.clear();
    while (frames.size() < size) {
      frames.add(frame(in.bytes()));
    }
    super.load(in);
  }

  private Tensor frame(ByteBuffer bytes) {
    int expected = single.size() * single.dtype().bytes();
    SnapshotReader.require(
        bytes.remaining() == expected, bytes.remaining() + " bytes of a frame", "" + expected);
    return Tensor.wrap(single.dtype(), single.shape(), bytes);
  }

  private Tensor stacked() {
    return Tensor.stack(new ArrayList<>(frames));
  }

  private static Tensor stack(Tensor bound, int size) {
    return Tensor.stack(Collections.nCopies(size, bound));
  }

  /** The point of a box that is nearest to zero. */
  private static Tensor zero(Box box) {
    DType dtype = box.dtype();
    return TensorMath.map(
        box.low(), dtype, (i, low) -> low > 0 ? low : Math.min(0, box.high().getDouble(i)));
  }
}
