package io.papilio.envserver.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.protocol.onnx.Attribute;
import io.papilio.protocol.onnx.Graph;
import io.papilio.protocol.onnx.Model;
import io.papilio.protocol.onnx.Node;
import io.papilio.protocol.onnx.OperatorSet;
import io.papilio.protocol.onnx.TensorValue;
import io.papilio.protocol.onnx.ValueInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A model that may be run: every operator is known, no data are elsewhere, and its cost is bounded.
 *
 * @param rows of a run, at most: as many as its cost allows
 */
record OnnxModel(ByteString bytes, Port input, Port output, int rows) {
  /** Rows of a run, the most first. */
  private static final List<Integer> BATCHES = List.of(64, 16, 4, 1);

  /** Of a run: some 100 ms on one core, after which a rollout notices that it was canceled. */
  private static final long MAX_OPERATIONS = 4_000_000_000L;

  private static final long MAX_BYTES = 256L << 20;
  private static final int MAX_NODES = 10_000;
  private static final int MAX_IR_VERSION = 13;
  private static final int MIN_OPSET = 7;
  private static final int MAX_OPSET = 26;
  private static final Set<String> STANDARD = Set.of("", "ai.onnx");
  private static final int FLOAT = 1;
  private static final int DOUBLE = 11;

  /** Attributes that are numbers, text or tensors. */
  private static final Set<Integer> PLAIN_ATTRIBUTES = Set.of(0, 1, 2, 3, 4, 6, 7, 8);

  /**
   * The input or the output.
   *
   * @param width numbers in a row
   */
  record Port(String name, boolean isDouble, int width) {}

  /**
   * Parses a model and bounds what it costs.
   *
   * @throws io.papilio.core.validation.InvalidValueException for one that must not be run
   */
  static OnnxModel read(ByteString bytes) {
    Model model;
    try {
      model = Model.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw ModelProblem.of(bytes.size() + " bytes that are no protobuf", "an ONNX model");
    }
    ModelProblem.unless(
        model.hasGraph() && model.getIrVersion() >= 3 && model.getIrVersion() <= MAX_IR_VERSION,
        "IR version " + model.getIrVersion(),
        "an ONNX model of IR version 3 to " + MAX_IR_VERSION);
    for (OperatorSet set : model.getOpsetImportList()) {
      ModelProblem.unless(
          !STANDARD.contains(set.getDomain())
              || (set.getVersion() >= MIN_OPSET && set.getVersion() <= MAX_OPSET),
          "operator set " + set.getVersion(),
          MIN_OPSET + " to " + MAX_OPSET);
    }
    ModelProblem.unless(
        model.getFunctionsCount() == 0 && model.getTrainingInfoCount() == 0,
        "functions or training information",
        "none");
    return read(bytes, model.getGraph());
  }

  private static OnnxModel read(ByteString bytes, Graph graph) {
    ModelProblem.unless(graph.getSparseInitializerCount() == 0, "sparse initializers", "none");
    ModelProblem.unless(
        graph.getNodeCount() <= MAX_NODES, graph.getNodeCount() + " nodes", "at most " + MAX_NODES);
    Map<String, Value> constants = new HashMap<>();
    for (TensorValue initializer : graph.getInitializerList()) {
      constants.put(initializer.getName(), Value.of(initializer));
    }
    List<ValueInfo> inputs =
        graph.getInputList().stream().filter(i -> !constants.containsKey(i.getName())).toList();
    ModelProblem.unless(inputs.size() == 1, inputs.size() + " inputs", "1");
    ModelProblem.unless(graph.getOutputCount() == 1, graph.getOutputCount() + " outputs", "1");
    ValueInfo input = inputs.get(0);
    List<Optional<Long>> shape =
        input.getType().getTensorType().getShape().getDimList().stream()
            .map(d -> d.getDimValue() > 0 ? Optional.of(d.getDimValue()) : Optional.<Long>empty())
            .toList();
    boolean rows = shape.size() == 2 && shape.get(0).orElse(1L) == 1 && shape.get(1).orElse(0L) > 0;
    ModelProblem.unless(
        rows,
        "an input of shape "
            + shape.stream()
                .map(n -> n.map(String::valueOf).orElse("n"))
                .collect(Collectors.joining(", ", "[", "]")),
        "[n, inputs], with n dynamic or 1");
    long width = shape.get(1).orElseThrow();
    InvalidValueException problem = null;
    for (int n : shape.get(0).isEmpty() ? BATCHES : List.of(1)) {
      Map<String, Value> values = new HashMap<>(constants);
      values.put(input.getName(), Value.of(List.of((long) n, width)));
      Optional<InvalidValueException> excess = bound(graph, values, n);
      if (excess.isEmpty()) {
        ValueInfo output = graph.getOutput(0);
        Value result = values.get(output.getName());
        ModelProblem.unless(
            result != null && result.rank() == 2 && result.size(0) == n,
            "an output of shape " + (result == null ? "unknown" : result.shape()),
            "[" + n + ", outputs] for " + n + " rows");
        return new OnnxModel(bytes, port(input, width), port(output, result.size(1)), n);
      }
      problem = excess.orElseThrow();
    }
    throw problem;
  }

  private static Port port(ValueInfo info, long width) {
    int type = info.getType().getTensorType().getElemType();
    ModelProblem.unless(
        type == FLOAT || type == DOUBLE,
        "'" + info.getName() + "' of type " + type,
        "float32 or float64");
    return new Port(info.getName(), type == DOUBLE, Math.toIntExact(width));
  }

  /**
   * Infers all shapes, and adds up arithmetic and memory.
   *
   * @return what is too much for so many rows
   */
  private static Optional<InvalidValueException> bound(
      Graph graph, Map<String, Value> values, int rows) {
    long operations = 0;
    long bytes = 0;
    for (Node node : graph.getNodeList()) {
      Function<Operator, Value> rule = rule(node);
      List<Optional<Value>> inputs = new ArrayList<>();
      for (String name : node.getInputList()) {
        Optional<Value> known = Optional.ofNullable(values.get(name));
        ModelProblem.unless(
            name.isEmpty() || known.isPresent(),
            "'" + name + "' before it is computed",
            "an order");
        inputs.add(known);
      }
      ModelProblem.unless(node.getOutputCount() >= 1, node.getOpType() + " without output", "one");
      Operator operator = new Operator(node, inputs);
      Value result = rule.apply(operator);
      values.put(node.getOutput(0), result);
      operations += cost(operator, result);
      bytes += Double.BYTES * result.elements();
      if (operations > MAX_OPERATIONS) {
        return Optional.of(excess(operations + " operations", rows, MAX_OPERATIONS));
      }
      if (bytes > MAX_BYTES) {
        return Optional.of(excess(bytes + " bytes", rows, MAX_BYTES));
      }
    }
    return Optional.empty();
  }

  private static InvalidValueException excess(String cost, int rows, long most) {
    return ModelProblem.of(
        cost + " in " + (rows == 1 ? "1 row" : rows + " rows"), "at most " + most);
  }

  private static Function<Operator, Value> rule(Node node) {
    ModelProblem.unless(
        STANDARD.contains(node.getDomain()), "domain '" + node.getDomain() + "'", "none");
    for (Attribute attribute : node.getAttributeList()) {
      boolean plain =
          PLAIN_ATTRIBUTES.contains(attribute.getType())
              && attribute.getG().isEmpty()
              && attribute.getGraphsCount() == 0
              && attribute.getSparseTensor().isEmpty()
              && attribute.getSparseTensorsCount() == 0
              && attribute.getRefAttrName().isEmpty();
      ModelProblem.unless(
          plain,
          "attribute '" + attribute.getName() + "' of " + node.getOpType(),
          "numbers or a tensor");
    }
    return ShapeRules.of(node.getOpType())
        .orElseThrow(
            () ->
                ModelProblem.of(
                    "operator " + node.getOpType(), "one of those in docs/protocol.md"));
  }

  /** Two operations for each product of a matrix product, some for each element elsewhere. */
  private static long cost(Operator operator, Value result) {
    return switch (operator.node().getOpType()) {
      case "Gemm" -> {
        Value a = operator.input(0);
        yield 2 * result.elements() * a.size(operator.integer("transA", 0) == 0 ? 1 : 0);
      }
      case "MatMul" -> 2 * result.elements() * operator.input(0).size(-1);
      default -> 8 * Math.max(result.elements(), largest(operator));
    };
  }

  private static long largest(Operator operator) {
    return operator.inputs().stream()
        .flatMap(Optional::stream)
        .mapToLong(Value::elements)
        .max()
        .orElse(0);
  }
}
