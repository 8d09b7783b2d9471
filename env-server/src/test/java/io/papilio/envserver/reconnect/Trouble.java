package io.papilio.envserver.reconnect;

import java.util.concurrent.TimeUnit;

/** What happens to the bytes of one direction of a connection. */
@FunctionalInterface
interface Trouble {
  /** Nothing. */
  Trouble NONE = (bytes, count, position) -> count;

  /**
   * Lets bytes pass.
   *
   * @param bytes may be changed
   * @param count how many of them there are
   * @param position of the first in the connection
   * @return how many pass; if not all, the line is cut after them
   */
  int pass(byte[] bytes, int count, long position) throws InterruptedException;

  /** Each piece is late. */
  static Trouble delay(int millis) {
    return (bytes, count, position) -> {
      TimeUnit.MILLISECONDS.sleep(millis);
      return count;
    };
  }

  static Trouble throttle(int bytesPerSecond) {
    return (bytes, count, position) -> {
      TimeUnit.NANOSECONDS.sleep(1_000_000_000L * count / bytesPerSecond);
      return count;
    };
  }

  static Trouble cut(long length) {
    return (bytes, count, position) -> (int) Math.min(count, Math.max(0, length - position));
  }

  /** Nothing arrives any more, and nobody is told. */
  static Trouble silence(long length) {
    return (bytes, count, position) -> {
      if (position + count > length) {
        TimeUnit.DAYS.sleep(1);
      }
      return count;
    };
  }

  /** Flips one bit of the whole connection. */
  static Trouble flip(long bit) {
    return (bytes, count, position) -> {
      long index = bit / Byte.SIZE - position;
      if (index >= 0 && index < count) {
        bytes[(int) index] ^= (byte) (1 << bit % Byte.SIZE);
      }
      return count;
    };
  }
}
