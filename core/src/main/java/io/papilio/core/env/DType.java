package io.papilio.core.env;

/** Element type of a {@link Tensor}, by NumPy's names; all are little-endian in memory. */
public enum DType {
  BOOL(1),
  INT8(1),
  UINT8(1),
  INT16(2),
  UINT16(2),
  INT32(4),
  UINT32(4),
  INT64(8),
  UINT64(8),
  FLOAT32(4),
  FLOAT64(8);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes per element. */
  public int bytes() {
    return bytes;
  }

  public boolean isFloating() {
    return this == FLOAT32 || this == FLOAT64;
  }

  /** NumPy's name, for example {@code float64}. */
  public String numpyName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
