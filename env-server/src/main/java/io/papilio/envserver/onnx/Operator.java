package io.papilio.envserver.onnx;

import io.papilio.protocol.onnx.Attribute;
import io.papilio.protocol.onnx.Node;
import java.util.List;
import java.util.Optional;

/**
 * One node of a graph with what is known of its inputs.
 *
 * @param inputs absent where an optional one is left out
 */
record Operator(Node node, List<Optional<Value>> inputs) {
  Value input(int index) {
    return optional(index)
        .orElseThrow(() -> ModelProblem.of(node.getOpType() + " without input " + index, "one"));
  }

  Optional<Value> optional(int index) {
    return index < inputs.size() ? inputs.get(index) : Optional.empty();
  }

  Optional<Attribute> attribute(String name) {
    return node.getAttributeList().stream().filter(a -> a.getName().equals(name)).findFirst();
  }

  long integer(String name, long otherwise) {
    return attribute(name).map(Attribute::getI).orElse(otherwise);
  }

  /** Integers that are an attribute in old operator sets, and an input in newer ones. */
  Optional<List<Long>> integers(String name, int input) {
    Optional<List<Long>> attribute = attribute(name).map(Attribute::getIntsList);
    return attribute.isPresent()
        ? attribute
        : optional(input).map(value -> value.known(name + " of " + node.getOpType()));
  }
}
