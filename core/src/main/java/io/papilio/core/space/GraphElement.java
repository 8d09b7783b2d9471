package io.papilio.core.space;

import java.util.Optional;

/**
 * A point of a {@link Graph}.
 *
 * @param nodes shape: [nodes, ...]
 * @param edges shape: [edges, ...]
 * @param edgeLinks for each edge the indices of the nodes it leads from and to. Shape: [edges, 2]
 */
public record GraphElement(Tensor nodes, Optional<Tensor> edges, Optional<Tensor> edgeLinks)
    implements Element {
  @Override
  public String describe() {
    return "graph with nodes "
        + nodes.describe()
        + edges.map(tensor -> " and edges " + tensor.describe()).orElse("");
  }
}
