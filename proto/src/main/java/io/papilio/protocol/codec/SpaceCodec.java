package io.papilio.protocol.codec;

import io.papilio.core.space.Box;
import io.papilio.core.space.DType;
import io.papilio.core.space.Dict;
import io.papilio.core.space.Discrete;
import io.papilio.core.space.Graph;
import io.papilio.core.space.MultiBinary;
import io.papilio.core.space.MultiDiscrete;
import io.papilio.core.space.OneOf;
import io.papilio.core.space.Sequence;
import io.papilio.core.space.Space;
import io.papilio.core.space.Tensor;
import io.papilio.core.space.Text;
import io.papilio.core.space.Tuple;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Spaces of all ten kinds. */
public final class SpaceCodec {
  private SpaceCodec() {}

  public static io.papilio.protocol.v1.Space toProto(Space space) {
    var message = io.papilio.protocol.v1.Space.newBuilder();
    if (space instanceof Box box) {
      message
          .getBoxBuilder()
          .setLow(TensorCodec.toProto(box.low()))
          .setHigh(TensorCodec.toProto(box.high()));
    } else if (space instanceof Discrete discrete) {
      message
          .getDiscreteBuilder()
          .setN(discrete.n())
          .setStart(discrete.start())
          .setDtype(TensorCodec.toProto(discrete.dtype()));
    } else if (space instanceof MultiDiscrete multi) {
      message
          .getMultiDiscreteBuilder()
          .setNvec(TensorCodec.toProto(multi.nvec()))
          .setStart(TensorCodec.toProto(multi.start()))
          .setDtype(TensorCodec.toProto(multi.dtype()));
    } else if (space instanceof MultiBinary binary) {
      message.getMultiBinaryBuilder().addAllShape(binary.shape());
    } else if (space instanceof Text text) {
      message
          .getTextBuilder()
          .setMinLength(text.minLength())
          .setMaxLength(text.maxLength())
          .setCharset(text.charset());
    } else if (space instanceof Tuple tuple) {
      message.getTupleBuilder().addAllSpaces(toProto(tuple.spaces()));
    } else if (space instanceof Dict dict) {
      var entries = message.getDictBuilder();
      dict.spaces()
          .forEach((key, part) -> entries.addEntriesBuilder().setKey(key).setSpace(toProto(part)));
    } else if (space instanceof Sequence sequence) {
      message.getSequenceBuilder().setSpace(toProto(sequence.space())).setStack(sequence.stack());
    } else if (space instanceof OneOf oneOf) {
      message.getOneOfBuilder().addAllSpaces(toProto(oneOf.spaces()));
    } else if (space instanceof Graph graph) {
      var parts = message.getGraphBuilder().setNode(toProto(graph.node()));
      graph.edge().ifPresent(edge -> parts.setEdge(toProto(edge)));
    }
    return message.build();
  }

  public static Space fromProto(io.papilio.protocol.v1.Space space) {
    return switch (space.getKindCase()) {
      case BOX ->
          new Box(
              TensorCodec.fromProto(space.getBox().getLow()),
              TensorCodec.fromProto(space.getBox().getHigh()));
      case DISCRETE ->
          new Discrete(
              space.getDiscrete().getN(),
              space.getDiscrete().getStart(),
              integerType(space.getDiscrete().getDtype()));
      case MULTI_DISCRETE -> multiDiscrete(space.getMultiDiscrete());
      case MULTI_BINARY -> new MultiBinary(space.getMultiBinary().getShapeList());
      case TEXT ->
          new Text(
              space.getText().getMinLength(),
              space.getText().getMaxLength(),
              space.getText().getCharset());
      case TUPLE -> new Tuple(fromProto(space.getTuple().getSpacesList()));
      case DICT -> dict(space.getDict());
      case SEQUENCE ->
          new Sequence(fromProto(space.getSequence().getSpace()), space.getSequence().getStack());
      case ONE_OF -> new OneOf(fromProto(space.getOneOf().getSpacesList()));
      case GRAPH ->
          new Graph(
              fromProto(space.getGraph().getNode()),
              space.getGraph().hasEdge()
                  ? Optional.of(fromProto(space.getGraph().getEdge()))
                  : Optional.empty());
      case KIND_NOT_SET -> throw new InvalidValueException("space", "none", "one of the protocol");
    };
  }

  private static List<io.papilio.protocol.v1.Space> toProto(List<Space> spaces) {
    return spaces.stream().map(SpaceCodec::toProto).toList();
  }

  private static List<Space> fromProto(List<io.papilio.protocol.v1.Space> spaces) {
    return spaces.stream().map(SpaceCodec::fromProto).toList();
  }

  private static MultiDiscrete multiDiscrete(io.papilio.protocol.v1.Space.MultiDiscrete multi) {
    Tensor nvec = TensorCodec.fromProto(multi.getNvec());
    Tensor start =
        multi.hasStart()
            ? TensorCodec.fromProto(multi.getStart())
            : Tensor.wrap(DType.INT64, nvec.shape(), Tensor.int64(new long[nvec.size()]).bytes());
    return new MultiDiscrete(nvec, start, integerType(multi.getDtype()));
  }

  private static Dict dict(io.papilio.protocol.v1.Space.Dict dict) {
    Map<String, Space> spaces = new LinkedHashMap<>();
    for (var entry : dict.getEntriesList()) {
      Space other = spaces.put(entry.getKey(), fromProto(entry.getSpace()));
      Require.that(other == null, "key", entry.getKey() + " twice", "different keys");
    }
    return new Dict(spaces);
  }

  private static DType integerType(io.papilio.protocol.v1.DType dtype) {
    return dtype == io.papilio.protocol.v1.DType.DTYPE_UNSPECIFIED
        ? DType.INT64
        : TensorCodec.fromProto(dtype);
  }
}
