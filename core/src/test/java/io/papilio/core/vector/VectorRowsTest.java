package io.papilio.core.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.CallOrder;
import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Info;
import io.papilio.core.env.InfoName;
import io.papilio.core.env.ObservationMemory;
import io.papilio.core.env.Rendering;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.StepCost;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Box;
import io.papilio.core.space.DType;
import io.papilio.core.space.Element;
import io.papilio.core.space.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How a vector runs its rows: checks, copies and threads. */
class VectorRowsTest {
  private static final int SIZE = 2;

  /** Observes its action, in the memory that it is given, after the test has seen it. */
  private static final class Probe implements Environment {
    private static final EnvironmentSpec SPEC =
        new EnvironmentSpec(
            "Probe-v0",
            Box.unbounded(1),
            Box.unbounded(1),
            OptionalInt.empty(),
            OptionalDouble.empty(),
            Rendering.NONE);

    private final Consumer<Tensor> onStep;
    private ObservationMemory memory;

    /** Where the newest observation was written. */
    private ByteBuffer written;

    Probe(Consumer<Tensor> onStep) {
      this.onStep = onStep;
    }

    @Override
    public EnvironmentSpec spec() {
      return SPEC;
    }

    @Override
    public boolean observeInto(ObservationMemory newMemory) {
      memory = newMemory;
      return true;
    }

    @Override
    public TimeStep reset(ResetRequest request) {
      return TimeStep.first(observation(0), Info.EMPTY);
    }

    @Override
    public TimeStep step(Element action) {
      onStep.accept(action.asTensor());
      double observed = action.asTensor().getDouble(0);
      Info info =
          Info.builder()
              .put(InfoName.of("a.b"), observed)
              .put(InfoName.of("a", "b"), observed)
              .put("c", observed)
              .build();
      return new TimeStep(observation(observed), 0, false, false, info);
    }

    @Override
    public void close() {}

    private Tensor observation(double value) {
      return memory.write(
          DType.FLOAT64,
          List.of(1),
          bytes -> {
            written = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
            bytes.putDouble(value);
          });
    }
  }

  private static VectorEnvironment vector(
      StepCost cost, Predicate<String> infoNames, List<Probe> probes) {
    VectorEnvironment vector =
        new LocalVectorEnvironment(
            probes.stream().map(CallOrder::new).toList(),
            new LocalVectorConfig(AutoresetMode.NEXT_STEP, cost, infoNames, () -> false));
    vector.reset(VectorResetRequest.CONTINUE);
    return vector;
  }

  private static VectorEnvironment vector(StepCost cost, Consumer<Tensor> onStep) {
    return vector(
        cost, name -> true, Stream.generate(() -> new Probe(onStep)).limit(SIZE).toList());
  }

  private static Tensor actions(double... values) {
    return Tensor.float64(values, values.length, 1);
  }

  /** The first environment spoils the action of the second, which has been checked already. */
  @Test
  void actionsAreCheckedOnceBeforeTheFirstStep() {
    ByteBuffer bytes = ByteBuffer.allocate(SIZE * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    Tensor actions = Tensor.wrap(DType.FLOAT64, List.of(SIZE, 1), bytes);
    try (VectorEnvironment vector =
        vector(StepCost.ofMicros(0), action -> bytes.putDouble(Double.BYTES, Double.NaN))) {
      assertEquals(actions(0, Double.NaN), vector.step(actions).observations());
    }
  }

  @Test
  void observationsAreWhereTheEnvironmentsWroteThem() {
    List<Probe> probes = Stream.generate(() -> new Probe(a -> {})).limit(SIZE).toList();
    try (VectorEnvironment vector = vector(StepCost.ofMicros(0), name -> true, probes)) {
      VectorTimeStep step = vector.step(actions(1, 2));
      assertEquals(actions(1, 2), step.observations());
      probes.get(1).written.putDouble(3);
      assertEquals(actions(1, 3), step.observations());
    }
  }

  @Test
  void laterStepsLeaveEarlierObservationsAlone() {
    try (VectorEnvironment vector = vector(StepCost.ofMicros(0), action -> {})) {
      VectorTimeStep first = vector.step(actions(1, 2));
      assertEquals(actions(3, 4), vector.step(actions(3, 4)).observations());
      assertEquals(actions(1, 2), first.observations());
    }
  }

  @Test
  void rowsOfBriefStepsAreTakenInOrderByTheCaller() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    try (VectorEnvironment vector =
        vector(StepCost.ofMicros(1), action -> threads.add(Thread.currentThread()))) {
      vector.step(actions(0, 0));
      assertEquals(Set.of(Thread.currentThread()), threads);
    }
  }

  /** Each row waits for the other, which takes two threads. */
  @Test
  void rowsOfUnknownCostAreTakenSideBySide() {
    CyclicBarrier both = new CyclicBarrier(SIZE);
    try (VectorEnvironment vector = vector(StepCost.UNKNOWN, action -> await(both))) {
      assertEquals(actions(1, 2), vector.step(actions(1, 2)).observations());
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void infosAreChosenByTheKeysOfTheEnvironment() {
    List<Probe> probes = Stream.generate(() -> new Probe(a -> {})).limit(SIZE).toList();
    try (VectorEnvironment vector =
        vector(StepCost.ofMicros(0), Set.of("a.b", "other")::contains, probes)) {
      VectorInfo info = vector.step(actions(1, 2)).info();
      assertEquals(Set.of(InfoName.of("a.b"), InfoName.of("a", "b")), info.columns().keySet());
      assertTrue(info.columns().values().stream().allMatch(c -> c.values().size() == SIZE));
    }
  }
}
