package io.papilio.core.space;

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

  /** Whether this is a signed or unsigned integer type; bool is not. */
  public boolean isInteger() {
    return this != BOOL && !isFloating();
  }

  /** Whether every value of this type is one of {@code to}: NumPy's {@code can_cast}, "safe". */
  public boolean canCastTo(DType to) {
    if (this == to || this == BOOL) {
      return true;
    }
    if (isFloating() || to == BOOL) {
      return isFloating() && to == FLOAT64;
    }
    if (to.isFloating()) {
      // NumPy lets 64-bit integers pass as float64 although it rounds the largest.
      return bytes <= 2 || to == FLOAT64;
    }
    return isUnsigned() == to.isUnsigned() ? bytes <= to.bytes : isUnsigned() && bytes < to.bytes;
  }

  private boolean isUnsigned() {
    return this == UINT8 || this == UINT16 || this == UINT32 || this == UINT64;
  }

  /** NumPy's name, for example {@code float64}. */
  public String numpyName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
