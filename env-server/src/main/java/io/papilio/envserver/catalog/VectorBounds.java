package io.papilio.envserver.catalog;

import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * What keeps a vector within bounds.
 *
 * @param memory reserves the bytes that environments will hold, or rejects them
 * @param abandoned whether nobody waits for the present call any more; asked on several threads
 */
public record VectorBounds(LongConsumer memory, BooleanSupplier abandoned) {
  /** No bounds. */
  public static final VectorBounds NONE = new VectorBounds(bytes -> {}, () -> false);
}
