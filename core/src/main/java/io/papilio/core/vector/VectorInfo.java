package io.papilio.core.vector;

import io.papilio.core.env.Info;
import io.papilio.core.space.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The info dictionary of a vector of n environments: one column per name, as {@link Info} has
 * names.
 */
public record VectorInfo(Map<String, Column> columns) {
  public static final VectorInfo EMPTY = new VectorInfo(Map.of());

  public VectorInfo {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  /**
   * One name over all environments.
   *
   * @param values zero where absent. Shape: [n, ...]
   * @param present which environments gave the name. Shape: [n], bool
   */
  public record Column(Tensor values, Tensor present) {}

  /** The info of environment {@code index} alone: the names that it gave. */
  public Info get(int index) {
    Info.Builder info = Info.builder();
    columns.forEach(
        (name, column) -> {
          if (column.present().getBoolean(index)) {
            info.put(name, column.values().row(index));
          }
        });
    return info.build();
  }
}
