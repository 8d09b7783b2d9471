package io.papilio.artifacts.tensorfile;

import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.Pcg64;
import io.papilio.core.space.DType;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Named arrays and numbers from which training resumes bit for bit; immutable. */
public final class TrainingState {
  private final Map<String, Tensor> entries;

  TrainingState(Map<String, Tensor> entries) {
    this.entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  public static Builder builder() {
    return new Builder();
  }

  /** All entries by name. */
  public Map<String, Tensor> entries() {
    return entries;
  }

  /** A copy of float32 values. Shape: [size]. */
  public float[] floats(String name, int size) {
    return entry(name, DType.FLOAT32, size).toFloats();
  }

  /** A copy of float64 values. Shape: [size]. */
  public double[] doubles(String name, int size) {
    return entry(name, DType.FLOAT64, size).toDoubles();
  }

  /** A copy of int64 values. Shape: [size]. */
  public long[] longs(String name, int size) {
    long[] values = new long[size];
    entry(name, DType.INT64, size).bytes().asLongBuffer().get(values);
    return values;
  }

  /** A single int64. */
  public long integer(String name) {
    return longs(name, 1)[0];
  }

  /** A single float64. */
  public double number(String name) {
    return doubles(name, 1)[0];
  }

  /** A copy of bytes of any length. */
  public byte[] bytes(String name) {
    byte[] values = new byte[entry(name).size()];
    entry(name, DType.UINT8, values.length).bytes().get(values);
    return values;
  }

  /** Sets a generator to the state in which it was put. */
  public void restore(String name, NumpyGenerator generator) {
    long[] s = longs(name, 6);
    generator.restore(
        new NumpyGenerator.State(
            new Pcg64.State(s[0], s[1], s[2], s[3]),
            s[4] == 0 ? OptionalInt.empty() : OptionalInt.of((int) s[5])));
  }

  /**
   * The entry.
   *
   * @throws InvalidValueException when there is none of this name
   */
  public Tensor entry(String name) {
    Tensor tensor = entries.get(name);
    if (tensor == null) {
      throw new InvalidValueException(name, "not in the state", "one of " + entries.keySet());
    }
    return tensor;
  }

  private Tensor entry(String name, DType dtype, int size) {
    Tensor tensor = entry(name);
    Require.that(
        tensor.dtype() == dtype && tensor.size() == size,
        name,
        tensor.describe(),
        dtype.numpyName() + ", " + size + " values");
    return tensor;
  }

  /** Collects the entries; each name once. */
  public static final class Builder {
    private final Map<String, Tensor> entries = new LinkedHashMap<>();

    private Builder() {}

    /** Adds a tensor without a copy. */
    public Builder put(String name, Tensor tensor) {
      Require.that(entries.putIfAbsent(name, tensor) == null, name, "put twice", "each name once");
      return this;
    }

    public Builder put(String name, float[] values) {
      return put(name, Tensor.float32(values));
    }

    public Builder put(String name, double[] values) {
      return put(name, Tensor.float64(values));
    }

    public Builder put(String name, long[] values) {
      return put(name, Tensor.int64(values));
    }

    public Builder put(String name, long value) {
      return put(name, Tensor.scalar(value));
    }

    public Builder put(String name, double value) {
      return put(name, Tensor.scalar(value));
    }

    public Builder put(String name, byte[] values) {
      ByteBuffer copy = ByteBuffer.wrap(values.clone());
      return put(name, Tensor.wrap(DType.UINT8, List.of(values.length), copy));
    }

    /** Adds the state of a generator. */
    public Builder put(String name, NumpyGenerator generator) {
      NumpyGenerator.State state = generator.state();
      Pcg64.State bits = state.bits();
      OptionalInt word = state.bufferedWord();
      return put(
          name,
          new long[] {
            bits.high(),
            bits.low(),
            bits.incrementHigh(),
            bits.incrementLow(),
            word.isPresent() ? 1 : 0,
            word.orElse(0)
          });
    }

    public TrainingState build() {
      return new TrainingState(entries);
    }
  }
}
