package io.papilio.core.space;

import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Graphs whose nodes, and perhaps edges, carry elements (Gymnasium's {@code Graph}).
 *
 * @param node a Box or a Discrete
 * @param edge a Box or a Discrete; absent for graphs without edges
 */
public record Graph(Space node, Optional<Space> edge) implements Space {
  public Graph {
    requireArraySpace(node, "node");
    edge.ifPresent(space -> requireArraySpace(space, "edge"));
  }

  @Override
  public void check(String name, Element element) {
    if (!(element instanceof GraphElement graph)) {
      throw new InvalidValueException(name, element.describe(), "a graph");
    }
    checkRows(node, name + ".nodes", graph.nodes());
    Require.that(
        graph.edges().isPresent() == graph.edgeLinks().isPresent(),
        name,
        graph.edges().isPresent() ? "edges without links" : "links without edges",
        "both or neither");
    if (graph.edges().isPresent()) {
      Tensor edges = graph.edges().get();
      String edgesName = name + ".edges";
      Require.that(edge.isPresent(), edgesName, edges.describe(), "no edges");
      checkRows(edge.get(), edgesName, edges);
      checkLinks(name + ".edge_links", graph.edgeLinks().get(), edges, graph.nodes());
    }
  }

  @Override
  public boolean contains(Element element) {
    if (!(element instanceof GraphElement graph) || !areIn(node, graph.nodes())) {
      return false;
    }
    if (graph.edges().isEmpty() || graph.edgeLinks().isEmpty()) {
      return graph.edges().equals(graph.edgeLinks());
    }
    return edge.isPresent()
        && areIn(edge.get(), graph.edges().get())
        && areLinks(graph.edgeLinks().get(), graph.edges().get(), graph.nodes());
  }

  private static void requireArraySpace(Space space, String name) {
    Require.that(
        space instanceof Box || space instanceof Discrete,
        name,
        space.getClass().getSimpleName(),
        "Box or Discrete");
  }

  private static void checkRows(Space space, String name, Tensor rows) {
    Require.that(!rows.shape().isEmpty(), name, "a scalar", "one row for each");
    rows.rows().forEach(row -> space.check(name, row));
  }

  private static boolean areIn(Space space, Tensor rows) {
    return !rows.shape().isEmpty() && rows.rows().stream().allMatch(space::contains);
  }

  private static void checkLinks(String name, Tensor links, Tensor edges, Tensor nodes) {
    int nodeCount = nodes.shape().get(0);
    Require.that(
        areLinks(links, edges, nodes),
        name,
        links.describe(),
        "integers [" + edges.shape().get(0) + ", 2] below " + nodeCount);
  }

  private static boolean areLinks(Tensor links, Tensor edges, Tensor nodes) {
    int nodeCount = nodes.shape().get(0);
    return links.dtype().isInteger()
        && links.shape().equals(List.of(edges.shape().get(0), 2))
        && IntStream.range(0, links.size())
            .allMatch(i -> Discrete.isInRange(links, i, 0, nodeCount));
  }
}
