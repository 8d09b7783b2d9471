package io.papilio.it.fuzz;

import com.google.protobuf.ByteString;
import io.papilio.protocol.onnx.Attribute;
import io.papilio.protocol.onnx.Dimension;
import io.papilio.protocol.onnx.Graph;
import io.papilio.protocol.onnx.Model;
import io.papilio.protocol.onnx.Node;
import io.papilio.protocol.onnx.OperatorSet;
import io.papilio.protocol.onnx.TensorShape;
import io.papilio.protocol.onnx.TensorType;
import io.papilio.protocol.onnx.TensorValue;
import io.papilio.protocol.onnx.ValueInfo;
import io.papilio.protocol.onnx.ValueType;
import java.util.List;

/** Small models in the ONNX format. */
final class OnnxSeeds {
  private OnnxSeeds() {}

  /** y = x w + b. */
  static ByteString linear(int inputs, int outputs) {
    return model(
        Graph.newBuilder()
            .addInput(port("x", inputs))
            .addOutput(port("y", outputs))
            .addInitializer(zeros("w", inputs, outputs))
            .addInitializer(zeros("b", outputs))
            .addNode(node("Gemm", "y", "x", "w", "b")));
  }

  /** One of most operators, in a chain. */
  static ByteString everything() {
    return model(
        Graph.newBuilder()
            .addInput(port("x", 2))
            .addOutput(port("y", 2))
            .addInitializer(integers("shape", 0, -1))
            .addInitializer(integers("axes", 1))
            .addInitializer(integers("starts", 0))
            .addInitializer(integers("ends", 2))
            .addNode(node("Reshape", "a", "x", "shape"))
            .addNode(node("Transpose", "b", "a").addAttribute(integers2("perm", 1, 0)))
            .addNode(node("Transpose", "c", "b").addAttribute(integers2("perm", 1, 0)))
            .addNode(node("Slice", "d", "c", "starts", "ends", "axes"))
            .addNode(node("Concat", "e", "d", "d").addAttribute(integer("axis", 1)))
            .addNode(node("Gather", "f", "e", "starts").addAttribute(integer("axis", 1)))
            .addNode(node("Unsqueeze", "g", "f", "axes"))
            .addNode(node("Squeeze", "h", "g", "axes"))
            .addNode(node("ReduceMean", "i", "h", "axes").addAttribute(integer("keepdims", 1)))
            .addNode(node("Softmax", "j", "c").addAttribute(integer("axis", -1)))
            .addNode(node("Add", "y", "j", "i")));
  }

  private static ByteString model(Graph.Builder graph) {
    return Model.newBuilder()
        .setIrVersion(9)
        .addOpsetImport(OperatorSet.newBuilder().setVersion(20))
        .setGraph(graph.setName("policy"))
        .build()
        .toByteString();
  }

  private static Node.Builder node(String operator, String output, String... inputs) {
    return Node.newBuilder().setOpType(operator).addAllInput(List.of(inputs)).addOutput(output);
  }

  private static Attribute.Builder integer(String name, long value) {
    return Attribute.newBuilder().setName(name).setI(value).setType(2);
  }

  private static Attribute.Builder integers2(String name, long one, long two) {
    return Attribute.newBuilder().setName(name).addInts(one).addInts(two).setType(7);
  }

  private static TensorValue.Builder zeros(String name, int... dims) {
    TensorValue.Builder tensor = TensorValue.newBuilder().setName(name).setDataType(1);
    int size = Float.BYTES;
    for (int n : dims) {
      tensor.addDims(n);
      size *= n;
    }
    return tensor.setRawData(ByteString.copyFrom(new byte[size]));
  }

  private static TensorValue.Builder integers(String name, long... values) {
    TensorValue.Builder tensor =
        TensorValue.newBuilder().setName(name).setDataType(7).addDims(values.length);
    for (long value : values) {
      tensor.addInt64Data(value);
    }
    return tensor;
  }

  private static ValueInfo port(String name, long width) {
    TensorShape shape =
        TensorShape.newBuilder()
            .addDim(Dimension.newBuilder().setDimParam("n"))
            .addDim(Dimension.newBuilder().setDimValue(width))
            .build();
    TensorType type = TensorType.newBuilder().setElemType(1).setShape(shape).build();
    return ValueInfo.newBuilder()
        .setName(name)
        .setType(ValueType.newBuilder().setTensorType(type))
        .build();
  }
}
