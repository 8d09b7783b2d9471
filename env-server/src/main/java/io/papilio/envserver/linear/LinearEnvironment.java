package io.papilio.envserver.linear;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Info;
import io.papilio.core.env.Reason;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.linalg.Vector;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.snapshot.Restorable;
import io.papilio.core.snapshot.SnapshotReader;
import io.papilio.core.snapshot.SnapshotWriter;
import io.papilio.core.space.Element;
import io.papilio.core.space.Tensor;
import java.util.Arrays;

/**
 * The linear system x' = Ax + Bu + w with w ~ N(0, σ^2 I); the observation is the state, or its
 * first numbers where the task hides the others.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", equation B.1.
 */
final class LinearEnvironment implements Environment, Restorable {
  /** Within it, next state and cost are finite; a policy that gets there has diverged. */
  private static final double LIMIT = 1e100;

  private final EnvironmentSpec spec;
  private final LinearTask task;
  private NumpyGenerator generator = NumpyGenerator.fromEntropy();
  private Vector x;

  LinearEnvironment(EnvironmentSpec spec, LinearTask task) {
    this.spec = spec;
    this.task = task;
    x = Vector.zero(task.stateSize());
  }

  @Override
  public EnvironmentSpec spec() {
    return spec;
  }

  @Override
  public TimeStep reset(ResetRequest request) {
    request.seed().ifPresent(seed -> generator = new NumpyGenerator(seed));
    x = task.initialState(generator);
    return TimeStep.first(observation(), Info.EMPTY);
  }

  @Override
  public TimeStep step(Element action) {
    Vector u = requireInRange(Vector.of(action.asTensor().toDoubles()), "action");
    // x' = Ax + Bu + w
    Vector w = Noise.normal(x.size(), task.noiseScale(), generator);
    Vector next = requireInRange(task.next(x, u).add(w), "state");
    double reward = task.reward(x, u, next);
    x = next;
    return new TimeStep(observation(), reward, task.isOver(x), false, Info.EMPTY);
  }

  @Override
  public void save(SnapshotWriter out) {
    out.generator(generator).numbers(x.toArray());
  }

  @Override
  public void load(SnapshotReader in) {
    generator = in.generator();
    x = Vector.of(in.numbers(x.size()));
    SnapshotReader.require(x.norm() <= LIMIT, "state " + x, "a norm of at most " + LIMIT);
    SnapshotReader.require(task.isState(x), "state " + x, "a state of " + spec.id());
  }

  private static Vector requireInRange(Vector vector, String name) {
    if (vector.norm() > LIMIT) {
      throw EnvironmentException.of(
          Reason.PHYSICS_DIVERGED,
          "physics diverged: the norm of " + name + " exceeds " + LIMIT + "; call reset");
    }
    return vector;
  }

  private Tensor observation() {
    return Tensor.float64(Arrays.copyOf(x.toArray(), task.system().stateSize()));
  }
}
