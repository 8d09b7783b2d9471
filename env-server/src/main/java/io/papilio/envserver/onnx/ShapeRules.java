package io.papilio.envserver.onnx;

import io.papilio.protocol.onnx.Attribute;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * The operators that are executed, each with the shape of its result.
 *
 * <p>Source: the operator schemas of ONNX, operator sets 7 to 26.
 */
final class ShapeRules {
  private static final Map<String, Function<Operator, Value>> RULES = new HashMap<>();

  static {
    for (String unary :
        List.of(
            "Relu",
            "Tanh",
            "Sigmoid",
            "Erf",
            "Exp",
            "Log",
            "Sqrt",
            "Neg",
            "Abs",
            "Elu",
            "Selu",
            "LeakyRelu",
            "Softplus",
            "Softsign",
            "HardSigmoid",
            "HardSwish",
            "Gelu",
            "Mish",
            "Reciprocal",
            "Softmax",
            "LogSoftmax",
            "Clip",
            "LayerNormalization",
            "Sin",
            "Cos")) {
      RULES.put(unary, op -> Value.of(op.input(0).shape()));
    }
    for (String binary : List.of("Add", "Sub", "Mul", "Div", "Pow", "Max", "Min", "PRelu")) {
      RULES.put(binary, ShapeRules::broadcast);
    }
    for (String reduction : List.of("ReduceMean", "ReduceSum", "ReduceMax", "ReduceMin")) {
      RULES.put(reduction, ShapeRules::reduce);
    }
    RULES.put("Identity", op -> op.input(0));
    RULES.put("Cast", op -> op.input(0));
    RULES.put("Gemm", ShapeRules::gemm);
    RULES.put("MatMul", ShapeRules::matMul);
    RULES.put("Flatten", ShapeRules::flatten);
    RULES.put("Reshape", ShapeRules::reshape);
    RULES.put("Transpose", ShapeRules::transpose);
    RULES.put("Concat", ShapeRules::concat);
    RULES.put("Slice", ShapeRules::slice);
    RULES.put("Gather", ShapeRules::gather);
    RULES.put("GatherElements", op -> Value.of(op.input(1).shape()));
    RULES.put("ArgMax", ShapeRules::argMax);
    RULES.put("Squeeze", ShapeRules::squeeze);
    RULES.put("Unsqueeze", ShapeRules::unsqueeze);
    RULES.put("Shape", op -> Value.numbers(op.input(0).shape()));
    RULES.put("Constant", ShapeRules::constant);
    RULES.put("Expand", op -> broadcast(op.input(0), op.input(1).known("shape of Expand")));
  }

  private ShapeRules() {}

  /** The result of an operator; none if it is not one of ours. */
  static Optional<Function<Operator, Value>> of(String operator) {
    return Optional.ofNullable(RULES.get(operator));
  }

  private static Value broadcast(Operator op) {
    Value result = Value.of(op.input(0).shape());
    for (int i = 1; i < op.inputs().size(); i++) {
      result = broadcast(result, op.input(i).shape());
    }
    return result;
  }

  private static Value broadcast(Value one, List<Long> other) {
    int rank = Math.max(one.rank(), other.size());
    List<Long> shape = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      long a = at(one.shape(), i - (rank - one.rank()));
      long b = at(other, i - (rank - other.size()));
      ModelProblem.unless(
          a == b || a == 1 || b == 1, one.shape() + " with " + other, "shapes that broadcast");
      shape.add(a == 1 ? b : a);
    }
    return Value.of(shape);
  }

  private static long at(List<Long> shape, int index) {
    return index < 0 ? 1 : shape.get(index);
  }

  private static Value gemm(Operator op) {
    Value a = op.input(0);
    Value b = op.input(1);
    boolean matrices = a.rank() == 2 && b.rank() == 2;
    ModelProblem.unless(matrices, "Gemm of " + a.shape() + ", " + b.shape(), "two matrices");
    int rows = op.integer("transA", 0) == 0 ? 0 : 1;
    int columns = op.integer("transB", 0) == 0 ? 1 : 0;
    ModelProblem.unless(
        a.size(1 - rows) == b.size(1 - columns),
        "Gemm of " + a.shape() + ", " + b.shape(),
        "matrices that fit");
    return Value.of(List.of(a.size(rows), b.size(columns)));
  }

  private static Value matMul(Operator op) {
    Value a = op.input(0);
    Value b = op.input(1);
    boolean fits = a.rank() >= 2 && b.rank() >= 2 && a.size(-1) == b.size(-2);
    ModelProblem.unless(fits, "MatMul of " + a.shape() + ", " + b.shape(), "matrices that fit");
    Value batch =
        broadcast(Value.of(a.shape().subList(0, a.rank() - 2)), b.shape().subList(0, b.rank() - 2));
    List<Long> shape = new ArrayList<>(batch.shape());
    shape.add(a.size(-2));
    shape.add(b.size(-1));
    return Value.of(shape);
  }

  private static Value flatten(Operator op) {
    Value in = op.input(0);
    long axis = op.integer("axis", 1);
    int cut = axis == in.rank() ? in.rank() : in.axis(axis);
    return Value.of(
        List.of(
            Value.of(in.shape().subList(0, cut)).elements(),
            Value.of(in.shape().subList(cut, in.rank())).elements()));
  }

  private static Value reshape(Operator op) {
    Value in = op.input(0);
    List<Long> shape = new ArrayList<>(op.integers("shape", 1).orElse(List.of()));
    boolean keepsZero = op.integer("allowzero", 0) == 0;
    for (int i = 0; i < shape.size(); i++) {
      if (shape.get(i) == 0 && keepsZero) {
        shape.set(i, in.size(i));
      }
    }
    int free = shape.indexOf(-1L);
    if (free >= 0) {
      shape.set(free, 1L);
      long others = Math.max(1, Value.of(shape).elements());
      shape.set(free, in.elements() / others);
    }
    ModelProblem.unless(
        Value.of(shape).elements() == in.elements(),
        "Reshape of " + in.shape() + " to " + shape,
        "as many elements");
    return in.withShape(shape);
  }

  private static Value transpose(Operator op) {
    Value in = op.input(0);
    List<Long> reversed = new ArrayList<>(in.axes().mapToLong(i -> i).boxed().toList());
    Collections.reverse(reversed);
    List<Long> axes = op.attribute("perm").map(Attribute::getIntsList).orElse(reversed);
    boolean permutes =
        axes.stream().sorted().toList().equals(in.axes().mapToLong(i -> i).boxed().toList());
    ModelProblem.unless(permutes, "Transpose by " + axes, "a permutation");
    return Value.of(axes.stream().map(in::size).toList());
  }

  private static Value concat(Operator op) {
    Value first = op.input(0);
    int axis = first.axis(op.integer("axis", 0));
    List<Long> shape = new ArrayList<>(first.shape());
    Optional<List<Long>> numbers = first.numbers().map(ArrayList::new);
    for (int i = 1; i < op.inputs().size(); i++) {
      Value next = op.input(i);
      for (int j = 0; j < shape.size(); j++) {
        ModelProblem.unless(
            next.rank() == shape.size() && (j == axis || next.size(j) == first.size(j)),
            "Concat of " + first.shape() + ", " + next.shape(),
            "shapes that fit");
      }
      shape.set(axis, shape.get(axis) + next.size(axis));
      numbers = numbers.isPresent() && next.numbers().isPresent() ? numbers : Optional.empty();
      numbers.ifPresent(all -> all.addAll(next.numbers().orElseThrow()));
    }
    return new Value(shape, first.rank() == 1 ? numbers : Optional.empty());
  }

  private static Value slice(Operator op) {
    Value in = op.input(0);
    List<Long> starts = op.integers("starts", 1).orElse(List.of());
    List<Long> ends = op.integers("ends", 2).orElse(List.of());
    List<Long> axes =
        op.integers("axes", 3).orElse(LongStream.range(0, starts.size()).boxed().toList());
    List<Long> steps = op.integers("steps", 4).orElse(Collections.nCopies(starts.size(), 1L));
    boolean fits =
        ends.size() == starts.size()
            && axes.size() == starts.size()
            && steps.size() == starts.size()
            && steps.stream().allMatch(step -> step > 0);
    ModelProblem.unless(fits, "Slice by " + steps, "positive steps, one for each axis");
    List<Long> shape = new ArrayList<>(in.shape());
    Optional<List<Long>> numbers = Optional.empty();
    for (int i = 0; i < starts.size(); i++) {
      int axis = in.axis(axes.get(i));
      long size = in.size(axis);
      long begin = bound(starts.get(i), size);
      long end = bound(ends.get(i), size);
      long step = steps.get(i);
      shape.set(axis, Math.max(0, (end - begin + step - 1) / step));
      if (in.rank() == 1 && step == 1 && begin <= end) {
        numbers = in.numbers().map(all -> all.subList((int) begin, (int) end));
      }
    }
    return new Value(shape, numbers);
  }

  private static long bound(long index, long size) {
    return Math.max(0, Math.min(index < 0 ? index + size : index, size));
  }

  private static Value gather(Operator op) {
    Value in = op.input(0);
    Value indices = op.input(1);
    int axis = in.axis(op.integer("axis", 0));
    List<Long> shape = new ArrayList<>(in.shape().subList(0, axis));
    shape.addAll(indices.shape());
    shape.addAll(in.shape().subList(axis + 1, in.rank()));
    boolean known = in.rank() == 1 && in.numbers().isPresent() && indices.numbers().isPresent();
    return new Value(
        shape,
        known
            ? Optional.of(
                indices.numbers().orElseThrow().stream()
                    .map(i -> in.numbers().orElseThrow().get(in.index(i)))
                    .toList())
            : Optional.empty());
  }

  private static Value squeeze(Operator op) {
    Value in = op.input(0);
    List<Long> axes =
        op.integers("axes", 1)
            .orElse(in.axes().filter(i -> in.size(i) == 1).mapToLong(i -> i).boxed().toList());
    List<Integer> dropped = axes.stream().map(in::axis).toList();
    return in.withShape(
        in.axes().filter(i -> !dropped.contains(i)).mapToObj(i -> in.shape().get(i)).toList());
  }

  private static Value unsqueeze(Operator op) {
    Value in = op.input(0);
    List<Long> axes = op.integers("axes", 1).orElse(List.of());
    int rank = in.rank() + axes.size();
    List<Long> places = axes.stream().map(a -> a < 0 ? a + rank : a).sorted().toList();
    List<Long> shape = new ArrayList<>(in.shape());
    for (long place : places) {
      ModelProblem.unless(
          place >= 0 && place <= shape.size(), "Unsqueeze by " + axes, "axes below " + rank);
      shape.add((int) place, 1L);
    }
    return in.withShape(shape);
  }

  private static Value reduce(Operator op) {
    Value in = op.input(0);
    List<Long> axes = op.integers("axes", 1).orElse(in.axes().mapToLong(i -> i).boxed().toList());
    List<Integer> reduced = axes.stream().map(in::axis).toList();
    boolean keeps = op.integer("keepdims", 1) != 0;
    return Value.of(
        in.axes()
            .filter(i -> keeps || !reduced.contains(i))
            .mapToObj(i -> reduced.contains(i) ? 1L : in.shape().get(i))
            .toList());
  }

  private static Value argMax(Operator op) {
    Value in = op.input(0);
    int axis = in.axis(op.integer("axis", 0));
    boolean keeps = op.integer("keepdims", 1) != 0;
    return Value.of(
        in.axes()
            .filter(i -> keeps || i != axis)
            .mapToObj(i -> i == axis ? 1L : in.shape().get(i))
            .toList());
  }

  private static Value constant(Operator op) {
    Optional<Value> tensor = op.attribute("value").map(a -> Value.of(a.getT()));
    Optional<Value> numbers = op.attribute("value_ints").map(a -> Value.numbers(a.getIntsList()));
    Optional<Value> number =
        op.attribute("value_int").map(a -> new Value(List.of(), Optional.of(List.of(a.getI()))));
    Optional<Value> floats =
        op.attribute("value_floats").map(a -> Value.of(List.of((long) a.getFloatsCount())));
    Optional<Value> real = op.attribute("value_float").map(a -> Value.of(List.of()));
    return tensor
        .or(() -> numbers)
        .or(() -> number)
        .or(() -> floats)
        .or(() -> real)
        .orElseThrow(() -> ModelProblem.of("Constant without a number", "a tensor or numbers"));
  }
}
