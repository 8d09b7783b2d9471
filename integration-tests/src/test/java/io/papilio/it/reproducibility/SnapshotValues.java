package io.papilio.it.reproducibility;

import io.papilio.core.env.Environment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.provenance.Digest;
import io.papilio.core.snapshot.SnapshotReader;
import io.papilio.core.snapshot.SnapshotWriter;
import io.papilio.core.space.Box;
import io.papilio.core.space.DType;
import io.papilio.core.space.ElementState;
import io.papilio.core.space.Tensor;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import java.nio.ByteBuffer;

/** What an environment answers and keeps. */
final class SnapshotValues {
  private static final long SEED = 7;
  private static final int STEPS = 5;

  private SnapshotValues() {}

  /** Observations and rewards of a few steps, and the state after them. */
  static Digest afterFiveSteps(String id) {
    ValueDigest values = new ValueDigest();
    try (Environment environment =
        EnvironmentCatalog.standard().create(id, KeywordArguments.NONE)) {
      TimeStep step = environment.reset(ResetRequest.seeded(SEED));
      values.add(step.observation().asTensor());
      for (int t = 0; t < STEPS; t++) {
        step = environment.step(action(environment.spec().actionBox(), t));
        values.add(step.observation().asTensor()).add(step.reward());
      }
      ByteBuffer state = state(environment.snapshot());
      int newest = bytes(step);
      // The elapsed steps, the newest time step, the state of the simulation.
      return values
          .add(state.slice(newest, Integer.BYTES))
          .add(state.slice(0, newest))
          .add(state.slice(newest + Integer.BYTES, state.capacity() - newest - Integer.BYTES))
          .digest();
    }
  }

  /** Of -0.25, 0 and 0.25, which are exact in every type and within all bounds. */
  private static Tensor action(Box space, int t) {
    double[] doubles = new double[space.size()];
    float[] floats = new float[space.size()];
    for (int i = 0; i < space.size(); i++) {
      doubles[i] = ((t + i) % 3 - 1) / 4.0;
      floats[i] = (float) doubles[i];
    }
    return space.dtype() == DType.FLOAT32 ? Tensor.float32(floats) : Tensor.float64(doubles);
  }

  /** How many bytes of a snapshot a time step takes. */
  private static int bytes(TimeStep step) {
    SnapshotWriter out = new SnapshotWriter();
    ElementState.write(out, step.observation());
    out.number(step.reward()).flag(step.terminated()).flag(step.truncated());
    out.integer(step.info().columns().size());
    step.info().columns().forEach((name, value) -> ElementState.writeTensor(out.text(name), value));
    return out.toBytes().length;
  }

  /**
   * The state alone: the label before it tells versions and keywords, and the digest after it
   * depends on them.
   */
  private static ByteBuffer state(byte[] snapshot) {
    SnapshotReader in = new SnapshotReader(ByteBuffer.wrap(snapshot));
    in.integer(); // The letters PAPS.
    in.text(); // The environment's id.
    in.text(); // Its keywords.
    for (int versions = in.integer(); versions > 0; versions--) {
      in.text();
      in.text();
    }
    return in.bytes();
  }
}
