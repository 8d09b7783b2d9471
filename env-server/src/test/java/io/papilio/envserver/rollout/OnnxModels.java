package io.papilio.envserver.rollout;

import com.google.protobuf.ByteString;
import io.papilio.core.policy.MlpShape;
import io.papilio.core.policy.MlpWeights;
import io.papilio.core.policy.TensorSlice;
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
import java.util.function.Consumer;

/** Models in the ONNX format, good and bad. */
final class OnnxModels {
  private OnnxModels() {}

  /** A perceptron with the activation of a name between its layers. */
  static ByteString mlp(MlpWeights weights, String activation) {
    MlpShape shape = weights.shape();
    List<TensorSlice> slices = shape.tensors("");
    return model(
        shape.input(),
        shape.output(),
        graph -> {
          String value = "x";
          for (int layer = 0; layer < shape.layers(); layer++) {
            TensorSlice weight = slices.get(2 * layer);
            TensorSlice bias = slices.get(2 * layer + 1);
            graph.addInitializer(tensor(weights, weight)).addInitializer(tensor(weights, bias));
            boolean last = layer == shape.layers() - 1;
            String sum = last ? "y" : "sum" + layer;
            graph.addNode(
                node("Gemm", sum, value, weight.name(), bias.name())
                    .addAttribute(Attribute.newBuilder().setName("transB").setI(1).setType(2)));
            if (!last) {
              value = "h" + layer;
              graph.addNode(node(activation, value, sum));
            }
          }
        });
  }

  /** A model with the input x of shape [n, inputs] and the output y of shape [n, outputs]. */
  static ByteString model(int inputs, int outputs, Consumer<Graph.Builder> body) {
    return model(inputs, outputs, body, model -> {});
  }

  static ByteString model(
      int inputs, int outputs, Consumer<Graph.Builder> body, Consumer<Model.Builder> change) {
    Graph.Builder graph =
        Graph.newBuilder()
            .setName("policy")
            .addInput(port("x", inputs))
            .addOutput(port("y", outputs));
    body.accept(graph);
    Model.Builder model =
        Model.newBuilder()
            .setIrVersion(9)
            .addOpsetImport(OperatorSet.newBuilder().setVersion(20))
            .setGraph(graph);
    change.accept(model);
    return model.build().toByteString();
  }

  static Node.Builder node(String operator, String output, String... inputs) {
    return Node.newBuilder().setOpType(operator).addAllInput(List.of(inputs)).addOutput(output);
  }

  /** A float32 tensor of zeros. */
  static TensorValue.Builder zeros(String name, long... dims) {
    TensorValue.Builder tensor = TensorValue.newBuilder().setName(name).setDataType(1);
    long size = 1;
    for (long n : dims) {
      tensor.addDims(n);
      size *= n;
    }
    return tensor.setRawData(ByteString.copyFrom(new byte[(int) (4 * size)]));
  }

  static ValueInfo port(String name, long width) {
    TensorShape shape =
        TensorShape.newBuilder()
            .addDim(Dimension.newBuilder().setDimParam("n"))
            .addDim(Dimension.newBuilder().setDimValue(width))
            .build();
    return ValueInfo.newBuilder()
        .setName(name)
        .setType(
            ValueType.newBuilder()
                .setTensorType(TensorType.newBuilder().setElemType(1).setShape(shape)))
        .build();
  }

  private static TensorValue tensor(MlpWeights weights, TensorSlice slice) {
    TensorValue.Builder tensor = TensorValue.newBuilder().setName(slice.name()).setDataType(1);
    slice.shape().forEach(tensor::addDims);
    for (int i = 0; i < slice.size(); i++) {
      tensor.addFloatData(weights.parameters()[slice.offset() + i]);
    }
    return tensor.build();
  }

  /** The model y = 0 x. */
  static ByteString linear(int inputs, int outputs) {
    return model(
        inputs,
        outputs,
        g -> g.addInitializer(zeros("w", inputs, outputs)).addNode(node("MatMul", "y", "x", "w")));
  }

  /** 1.0f, so many times. */
  static ByteString ones(int count) {
    byte[] bytes = new byte[4 * count];
    for (int i = 0; i < count; i++) {
      bytes[4 * i + 2] = (byte) 0x80;
      bytes[4 * i + 3] = 0x3f;
    }
    return ByteString.copyFrom(bytes);
  }
}
