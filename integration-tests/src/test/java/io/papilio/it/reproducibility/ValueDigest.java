package io.papilio.it.reproducibility;

import io.papilio.core.provenance.Digest;
import io.papilio.core.space.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The digest of values, one after the other, whatever files they come from. */
final class ValueDigest {
  private final List<ByteBuffer> pieces = new ArrayList<>();

  /** All 64 bits; of NaN the canonical ones. */
  ValueDigest add(double value) {
    pieces.add(ByteBuffer.allocate(Long.BYTES).putLong(0, Double.doubleToLongBits(value)));
    return this;
  }

  ValueDigest add(boolean value) {
    return add(value ? 1 : 0);
  }

  /** Its elements only, little-endian. */
  ValueDigest add(Tensor tensor) {
    return add(tensor.bytes());
  }

  ValueDigest add(ByteBuffer bytes) {
    pieces.add(bytes);
    return this;
  }

  Digest digest() {
    return Digest.of(pieces);
  }
}
