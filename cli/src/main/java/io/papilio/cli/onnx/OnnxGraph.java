package io.papilio.cli.onnx;

import io.papilio.artifacts.tensorfile.TensorFile;
import io.papilio.core.space.Tensor;
import io.papilio.protocol.onnx.Attribute;
import io.papilio.protocol.onnx.Dimension;
import io.papilio.protocol.onnx.Graph;
import io.papilio.protocol.onnx.Node;
import io.papilio.protocol.onnx.TensorShape;
import io.papilio.protocol.onnx.TensorType;
import io.papilio.protocol.onnx.TensorValue;
import io.papilio.protocol.onnx.ValueInfo;
import io.papilio.protocol.onnx.ValueType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A graph that is being written. A value is the result of the node of the same name; weights are
 * initializers under the names of their file, and other constants are nodes, so that who averages
 * the initializers of several models averages weights alone.
 */
final class OnnxGraph {
  static final int FLOAT = 1;
  static final int INT64 = 7;

  private static final int FLOAT_ATTRIBUTE = 1;
  private static final int INTEGER_ATTRIBUTE = 2;
  private static final int TENSOR_ATTRIBUTE = 4;
  private static final int INTEGERS_ATTRIBUTE = 7;

  private final TensorFile weights;
  private final Set<String> unused;
  private final Graph.Builder graph = Graph.newBuilder().setName("policy");

  OnnxGraph(TensorFile weights) {
    this.weights = weights;
    unused = new TreeSet<>(weights.tensors().keySet());
  }

  /** Adds a node with one output, which has the node's name, and returns it. */
  String node(String operator, String name, List<String> inputs, Attribute... attributes) {
    graph.addNode(
        Node.newBuilder()
            .setOpType(operator)
            .setName(name)
            .addAllInput(inputs)
            .addOutput(name)
            .addAllAttribute(List.of(attributes)));
    return name;
  }

  /** y = x W^T + b of matrices; without a bias if the file has none. */
  String linear(String name, String x, String weight, String bias) {
    List<String> inputs =
        weights.tensors().containsKey(bias)
            ? List.of(x, weight(weight), weight(bias))
            : List.of(x, weight(weight));
    return node("Gemm", name, inputs, integer("transB", 1));
  }

  String reshape(String name, String x, long... shape) {
    return node("Reshape", name, List.of(x, integers(name + ".shape", shape)));
  }

  String transpose(String name, String x, Long... axes) {
    Attribute order =
        Attribute.newBuilder()
            .setName("perm")
            .setType(INTEGERS_ATTRIBUTE)
            .addAllInts(List.of(axes))
            .build();
    return node("Transpose", name, List.of(x), order);
  }

  /** A constant vector of integers. */
  String integers(String name, long... values) {
    return constant(OnnxTensors.ofIntegers(name, values));
  }

  /** A constant of float32. */
  String floats(String name, float[] values, Integer... shape) {
    return constant(OnnxTensors.of(name, values, List.of(shape)));
  }

  /** A tensor of the file as an initializer. */
  String weight(String name) {
    if (unused.remove(name)) {
      Tensor tensor = weights.tensors().get(name);
      graph.addInitializer(OnnxTensors.of(name, tensor.toFloats(), tensor.shape()));
    }
    return name;
  }

  /** Names of the tensors of the file that are in no node. */
  Set<String> unused() {
    return unused;
  }

  /** The graph from an input to an output, both float32 of shape [batch, size]. */
  Graph build(String input, int inputs, String output, int outputs) {
    return build(port(input, FLOAT, inputs), port(output, FLOAT, outputs));
  }

  /** The graph from an input to an output. */
  Graph build(ValueInfo input, ValueInfo output) {
    return graph.addInput(input).addOutput(output).build();
  }

  static Attribute integer(String name, long value) {
    return Attribute.newBuilder().setName(name).setI(value).setType(INTEGER_ATTRIBUTE).build();
  }

  static Attribute number(String name, double value) {
    return Attribute.newBuilder()
        .setName(name)
        .setF((float) value)
        .setType(FLOAT_ATTRIBUTE)
        .build();
  }

  private String constant(TensorValue tensor) {
    Attribute value =
        Attribute.newBuilder().setName("value").setT(tensor).setType(TENSOR_ATTRIBUTE).build();
    return node("Constant", tensor.getName(), List.of(), value);
  }

  /** An input or output of shape [batch, ...sizes]. */
  static ValueInfo port(String name, int type, int... sizes) {
    TensorShape.Builder shape =
        TensorShape.newBuilder().addDim(Dimension.newBuilder().setDimParam("batch"));
    for (int size : sizes) {
      shape.addDim(Dimension.newBuilder().setDimValue(size));
    }
    TensorType tensor = TensorType.newBuilder().setElemType(type).setShape(shape).build();
    return ValueInfo.newBuilder()
        .setName(name)
        .setType(ValueType.newBuilder().setTensorType(tensor))
        .build();
  }
}
