package io.papilio.cli.onnx;

import io.papilio.artifacts.tensorfile.TensorFile;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.protocol.onnx.Attribute;
import io.papilio.protocol.onnx.Dimension;
import io.papilio.protocol.onnx.Graph;
import io.papilio.protocol.onnx.Model;
import io.papilio.protocol.onnx.Node;
import io.papilio.protocol.onnx.OperatorSet;
import io.papilio.protocol.onnx.TensorShape;
import io.papilio.protocol.onnx.TensorType;
import io.papilio.protocol.onnx.ValueInfo;
import io.papilio.protocol.onnx.ValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Imitators as models: {@code Gemm} and {@code Relu} of a multilayer perceptron, one {@code Gemm}
 * of linear gains. The input is {@value #INPUT}, shape [batch, inputs], the output {@value
 * #OUTPUT}, shape [batch, outputs], both float32; actions are not clipped.
 */
public final class OnnxImitator {
  static final String INPUT = "input";
  static final String OUTPUT = "output";

  private static final String GAIN = "K";
  private static final int FLOAT = 1;
  private static final int INTEGER_ATTRIBUTE = 2;

  /** Of ONNX 1.12 and later; ONNX Runtime has it since 1.12. */
  private static final int IR_VERSION = 8;

  private static final int OPERATOR_SET = 13;

  private OnnxImitator() {}

  /**
   * The model of the weights in a file.
   *
   * @param file for messages
   * @throws InvalidValueException when they are those of another imitator
   */
  public static Model of(Path file, TensorFile content) {
    Set<String> left = new HashSet<>(content.tensors().keySet());
    List<String> weights = new ArrayList<>();
    if (left.contains(GAIN)) {
      weights.add(GAIN);
    }
    for (int i = 0; left.contains(i + ".weight"); i += 2) {
      weights.add(i + ".weight");
    }
    Graph.Builder graph = Graph.newBuilder().setName("policy");
    String previous = INPUT;
    for (String weight : weights) {
      boolean last = weight.equals(weights.get(weights.size() - 1));
      String sum = last ? OUTPUT : weight.replace("weight", "sum");
      List<String> inputs = new ArrayList<>(List.of(previous, weight));
      String bias = weight.replace("weight", "bias");
      if (!bias.equals(weight)) {
        inputs.add(bias);
      }
      inputs
          .subList(1, inputs.size())
          .forEach(
              name -> {
                left.remove(name);
                Tensor tensor = content.tensors().get(name);
                graph.addInitializer(OnnxTensors.of(name, tensor.toFloats(), tensor.shape()));
              });
      graph.addNode(gemm(inputs, sum));
      if (!last) {
        previous = weight.replace("weight", "relu");
        graph.addNode(
            Node.newBuilder()
                .setOpType("Relu")
                .addInput(sum)
                .addOutput(previous)
                .setName(previous));
      }
    }
    if (weights.isEmpty() || !left.isEmpty()) {
      throw new InvalidValueException(
          file.toString(), "tensors " + left, "an MLP or linear gains, or the format safetensors");
    }
    List<Integer> first = content.tensors().get(weights.get(0)).shape();
    List<Integer> last = content.tensors().get(weights.get(weights.size() - 1)).shape();
    graph.addInput(port(INPUT, first.get(1))).addOutput(port(OUTPUT, last.get(0)));
    return Model.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("papilio")
        .addOpsetImport(OperatorSet.newBuilder().setVersion(OPERATOR_SET))
        .setGraph(graph)
        .build();
  }

  /** y = x W^T + b. */
  private static Node gemm(List<String> inputs, String output) {
    return Node.newBuilder()
        .setOpType("Gemm")
        .setName(output)
        .addAllInput(inputs)
        .addOutput(output)
        .addAttribute(Attribute.newBuilder().setName("transB").setI(1).setType(INTEGER_ATTRIBUTE))
        .build();
  }

  private static ValueInfo port(String name, int size) {
    TensorShape shape =
        TensorShape.newBuilder()
            .addDim(Dimension.newBuilder().setDimParam("batch"))
            .addDim(Dimension.newBuilder().setDimValue(size))
            .build();
    TensorType type = TensorType.newBuilder().setElemType(FLOAT).setShape(shape).build();
    return ValueInfo.newBuilder()
        .setName(name)
        .setType(ValueType.newBuilder().setTensorType(type))
        .build();
  }
}
