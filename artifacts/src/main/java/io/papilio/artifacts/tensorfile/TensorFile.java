package io.papilio.artifacts.tensorfile;

import io.papilio.core.space.Tensor;
import io.papilio.core.validation.Require;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a safetensors file holds.
 *
 * @param tensors by name; a file keeps its own order
 * @param metadata free text by key
 */
public record TensorFile(Map<String, Tensor> tensors, Map<String, String> metadata) {
  public TensorFile {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** Without metadata. */
  public TensorFile(Map<String, Tensor> tensors) {
    this(tensors, Map.of());
  }

  /**
   * Rejects a file of fewer numbers than a network needs, before memory is taken for them: the
   * sizes of its layers may be anything.
   *
   * @param file for messages
   */
  public void requireValues(Path file, int needed) {
    long values = tensors.values().stream().mapToLong(Tensor::size).sum();
    Require.that(values >= needed, file + "", values + " values", "at least " + needed);
  }
}
