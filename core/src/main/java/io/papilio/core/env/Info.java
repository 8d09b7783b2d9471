package io.papilio.core.env;

import io.papilio.core.space.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The info dictionary of one time step: tensors by name, in the environment's order.
 *
 * @param columns dictionaries within the dictionary are flat, as on the wire: {@link InfoName}
 *     makes a name from keys, and has the keys of a name
 */
public record Info(Map<String, Tensor> columns) {
  public static final Info EMPTY = new Info(Map.of());

  public Info {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Collects columns in order. */
  public static final class Builder {
    private final Map<String, Tensor> columns = new LinkedHashMap<>();

    private Builder() {}

    /** Puts a number at a name; {@link InfoName#of} for keys that are nested or have dots. */
    public Builder put(String name, double value) {
      return put(name, Tensor.scalar(value));
    }

    /** Puts a tensor at a name; {@link InfoName#of} for keys that are nested or have dots. */
    public Builder put(String name, Tensor value) {
      columns.put(name, value);
      return this;
    }

    public Info build() {
      return new Info(columns);
    }
  }
}
