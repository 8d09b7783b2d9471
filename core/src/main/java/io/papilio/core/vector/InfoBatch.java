package io.papilio.core.vector;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Info;
import io.papilio.core.env.InfoName;
import io.papilio.core.env.Reason;
import io.papilio.core.space.Batch;
import io.papilio.core.space.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Turns one info per environment into columns with presence masks, as Gymnasium does. */
final class InfoBatch {
  private InfoBatch() {}

  /**
   * @param infos one per environment; a name need not be in all of them
   * @param wanted the {@link InfoName#plain} names to take
   * @throws EnvironmentException SIMULATION_FAILED when a name has different types or shapes, which
   *     is known only after the environments have advanced
   */
  static VectorInfo of(List<Info> infos, Predicate<String> wanted) {
    Map<String, Tensor> examples = new LinkedHashMap<>();
    infos.forEach(info -> info.columns().forEach(examples::putIfAbsent));
    examples.keySet().removeIf(name -> !wanted.test(InfoName.plain(name)));
    Map<String, VectorInfo.Column> columns = new LinkedHashMap<>();
    examples.forEach((name, example) -> columns.put(name, column(infos, name, example)));
    return columns.isEmpty() ? VectorInfo.EMPTY : new VectorInfo(columns);
  }

  private static VectorInfo.Column column(List<Info> infos, String name, Tensor example) {
    List<Tensor> rows = new ArrayList<>(infos.size());
    boolean[] present = new boolean[infos.size()];
    for (int i = 0; i < infos.size(); i++) {
      Tensor value = infos.get(i).columns().get(name);
      present[i] = value != null;
      rows.add(present[i] ? checked(name, value, example) : Batch.zeroLike(example));
    }
    return new VectorInfo.Column(Tensor.stack(rows), Tensor.bool(present));
  }

  private static Tensor checked(String name, Tensor value, Tensor example) {
    if (value.dtype() != example.dtype() || !value.shape().equals(example.shape())) {
      throw EnvironmentException.of(
          Reason.SIMULATION_FAILED,
          "info %s is %s in one environment and %s in another; call reset"
              .formatted(InfoName.plain(name), example.describe(), value.describe()));
    }
    return value;
  }
}
