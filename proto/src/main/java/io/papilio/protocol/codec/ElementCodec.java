package io.papilio.protocol.codec;

import io.papilio.core.space.DictElement;
import io.papilio.core.space.Element;
import io.papilio.core.space.GraphElement;
import io.papilio.core.space.ListElement;
import io.papilio.core.space.OneOfElement;
import io.papilio.core.space.Tensor;
import io.papilio.core.space.TextElement;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Observations and actions, and batches of them. */
public final class ElementCodec {
  private ElementCodec() {}

  public static io.papilio.protocol.v1.Element toProto(Element element) {
    var message = io.papilio.protocol.v1.Element.newBuilder();
    if (element instanceof Tensor tensor) {
      message.setTensor(TensorCodec.toProto(tensor));
    } else if (element instanceof TextElement text) {
      message.setText(text.text());
    } else if (element instanceof ListElement list) {
      var parts = message.getListBuilder();
      list.elements().forEach(part -> parts.addElements(toProto(part)));
    } else if (element instanceof DictElement dict) {
      var parts = message.getDictBuilder();
      dict.elements()
          .forEach((key, part) -> parts.addEntriesBuilder().setKey(key).setElement(toProto(part)));
    } else if (element instanceof OneOfElement chosen) {
      message.getOneOfBuilder().setIndex(chosen.index()).setElement(toProto(chosen.element()));
    } else if (element instanceof GraphElement graph) {
      var parts = message.getGraphBuilder().setNodes(TensorCodec.toProto(graph.nodes()));
      graph.edges().map(TensorCodec::toProto).ifPresent(parts::setEdges);
      graph.edgeLinks().map(TensorCodec::toProto).ifPresent(parts::setEdgeLinks);
    }
    return message.build();
  }

  public static Element fromProto(io.papilio.protocol.v1.Element element) {
    return switch (element.getKindCase()) {
      case TENSOR -> TensorCodec.fromProto(element.getTensor());
      case TEXT -> new TextElement(element.getText());
      case LIST ->
          new ListElement(
              element.getList().getElementsList().stream().map(ElementCodec::fromProto).toList());
      case DICT -> dict(element.getDict());
      case ONE_OF ->
          new OneOfElement(
              element.getOneOf().getIndex(), fromProto(element.getOneOf().getElement()));
      case GRAPH -> graph(element.getGraph());
      case KIND_NOT_SET ->
          throw new InvalidValueException(
              "element",
              element.getKindCase().name().toLowerCase(Locale.ROOT),
              "one of the protocol");
    };
  }

  private static DictElement dict(io.papilio.protocol.v1.Element.Dict dict) {
    Map<String, Element> elements = new LinkedHashMap<>();
    for (var entry : dict.getEntriesList()) {
      Element other = elements.put(entry.getKey(), fromProto(entry.getElement()));
      Require.that(other == null, "key", entry.getKey() + " twice", "different keys");
    }
    return new DictElement(elements);
  }

  private static GraphElement graph(io.papilio.protocol.v1.Element.Graph graph) {
    return new GraphElement(
        TensorCodec.fromProto(graph.getNodes()),
        graph.hasEdges() ? Optional.of(TensorCodec.fromProto(graph.getEdges())) : Optional.empty(),
        graph.hasEdgeLinks()
            ? Optional.of(TensorCodec.fromProto(graph.getEdgeLinks()))
            : Optional.empty());
  }
}
