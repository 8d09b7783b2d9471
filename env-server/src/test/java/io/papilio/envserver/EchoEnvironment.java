package io.papilio.envserver;

import io.papilio.core.env.Box;
import io.papilio.core.env.DType;
import io.papilio.core.env.Dict;
import io.papilio.core.env.DictElement;
import io.papilio.core.env.Discrete;
import io.papilio.core.env.Element;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Graph;
import io.papilio.core.env.GraphElement;
import io.papilio.core.env.Info;
import io.papilio.core.env.ListElement;
import io.papilio.core.env.MultiBinary;
import io.papilio.core.env.MultiDiscrete;
import io.papilio.core.env.OneOf;
import io.papilio.core.env.OneOfElement;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.Sequence;
import io.papilio.core.env.Space;
import io.papilio.core.env.Tensor;
import io.papilio.core.env.Text;
import io.papilio.core.env.TextElement;
import io.papilio.core.env.TimeStep;
import io.papilio.core.env.Tuple;
import io.papilio.core.snapshot.Restorable;
import io.papilio.core.snapshot.SnapshotReader;
import io.papilio.core.snapshot.SnapshotWriter;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A bare environment over all ten kinds of space at once, which observes its last action. */
final class EchoEnvironment extends BareEnvironment implements Restorable {
  private static final BigInteger FIVE = BigInteger.valueOf(5);

  private long generator;

  EchoEnvironment(EnvironmentSpec spec) {
    super(spec);
  }

  /** A dictionary of one space of every other kind. */
  static Space space() {
    Map<String, Space> spaces = new LinkedHashMap<>();
    spaces.put("discrete", new Discrete(5, 0));
    spaces.put("box", Box.float32(2, -1, 1));
    spaces.put("multi discrete", MultiDiscrete.of(2, 3));
    spaces.put("multi binary", new MultiBinary(List.of(2)));
    spaces.put("text", new Text(0, 3, "ab"));
    spaces.put("tuple", new Tuple(List.of(new Discrete(2, 0), Box.unbounded(1))));
    spaces.put("sequence", new Sequence(new Text(1, 1, "ab"), false));
    spaces.put("stack", new Sequence(Box.unbounded(2), true));
    spaces.put("one of", new OneOf(List.of(new Discrete(2, 0), new Text(1, 2, "ab"))));
    spaces.put("graph", new Graph(Box.unbounded(1), Optional.of(new Discrete(4, 0))));
    return new Dict(spaces);
  }

  @Override
  public TimeStep reset(ResetRequest request) {
    generator = request.seed().map(s -> s.mod(FIVE).longValue()).orElse((generator + 1) % 5);
    Map<String, Element> first = new LinkedHashMap<>();
    first.put("discrete", Tensor.scalar(generator));
    first.put("box", Tensor.float32(new float[2]));
    first.put("multi discrete", Tensor.int64(new long[2]));
    first.put("multi binary", Tensor.wrap(DType.INT8, List.of(2), ByteBuffer.allocate(2)));
    first.put("text", new TextElement(""));
    first.put("tuple", new ListElement(List.of(Tensor.scalar(0L), Tensor.float64(new double[1]))));
    first.put("sequence", new ListElement(List.of()));
    first.put("stack", Tensor.float64(new double[0], 0, 2));
    first.put("one of", new OneOfElement(1, new TextElement("a")));
    first.put(
        "graph",
        new GraphElement(Tensor.float64(new double[2], 2, 1), Optional.empty(), Optional.empty()));
    return TimeStep.first(new DictElement(first), Info.EMPTY);
  }

  @Override
  public TimeStep step(Element action) {
    return new TimeStep(action, 1, false, false, Info.EMPTY);
  }

  @Override
  public void save(SnapshotWriter out) {
    out.longInteger(generator);
  }

  @Override
  public void load(SnapshotReader in) {
    generator = in.longInteger();
  }
}
