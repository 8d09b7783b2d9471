package io.papilio.envserver.locomotion.task;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Frame;
import io.papilio.core.env.Info;
import io.papilio.core.env.ObservationMemory;
import io.papilio.core.env.RenderMode;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.numpy.NumpySum;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.snapshot.Restorable;
import io.papilio.core.snapshot.SnapshotReader;
import io.papilio.core.snapshot.SnapshotWriter;
import io.papilio.core.space.DType;
import io.papilio.core.space.Tensor;
import io.papilio.envserver.mujoco.MujocoModel;
import io.papilio.envserver.mujoco.MujocoSimulation;
import io.papilio.envserver.mujoco.SimulationView;
import io.papilio.envserver.mujoco.ViewConfig;
import java.nio.DoubleBuffer;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * What all MuJoCo environments share: how an episode begins and how an action moves the simulation.
 * A family adds what is seen, what is rewarded and when it ends.
 */
public abstract class LocomotionEnvironment implements Environment, Restorable {
  /** Of the longest environment step of a shipped task; a longer one may be abandoned between. */
  private static final int PHYSICS_STEPS = 5;

  private final EnvironmentSpec spec;
  private final MujocoSimulation simulation;
  private final int frameSkip;
  private final ResetNoise resetNoise;
  private final double[] initialPositions;
  private final List<Integer> observationShape;
  private ObservationMemory memory = ObservationMemory.NEW;
  private NumpyGenerator generator;
  private ViewConfig viewConfig;
  private boolean arenaCounts;
  private BooleanSupplier abandoned = () -> false;

  /** Made for the first frame, since most environments are never rendered. */
  private SimulationView view;

  public LocomotionEnvironment(
      EnvironmentSpec spec, MujocoModel model, int frameSkip, ResetNoise resetNoise) {
    this.spec = spec;
    this.observationShape = spec.observationBox().shape();
    this.frameSkip = frameSkip;
    this.resetNoise = resetNoise;
    // Without a seed in the first reset, the generator starts anywhere, as Gymnasium's does.
    generator = NumpyGenerator.fromEntropy();
    simulation = model.simulate();
    initialPositions = new double[model.positionSize()];
    simulation.positions().get(0, initialPositions);
  }

  @Override
  public final EnvironmentSpec spec() {
    return spec;
  }

  @Override
  public final TimeStep reset(ResetRequest request) {
    request.seed().ifPresent(seed -> generator = new NumpyGenerator(seed));
    simulation.reset();
    double[] positions = initialPositions.clone();
    double[] velocities = new double[simulation.model().velocitySize()];
    resetNoise.addTo(positions, velocities, generator);
    simulation.setState(positions, velocities);
    return TimeStep.first(observation(), resetInfo());
  }

  @Override
  public final boolean observeInto(ObservationMemory newMemory) {
    memory = newMemory;
    return true;
  }

  @Override
  public final void abandonWhen(BooleanSupplier newAbandoned) {
    abandoned = newAbandoned;
  }

  @Override
  public final Frame render(RenderMode mode) {
    if (view == null) {
      view = new SimulationView(simulation, viewConfig);
    }
    return view.render(mode);
  }

  @Override
  public final void save(SnapshotWriter out) {
    simulation.save(out.generator(generator));
  }

  @Override
  public final void load(SnapshotReader in) {
    generator = in.generator();
    simulation.load(in);
  }

  @Override
  public final long footprint() {
    return simulation.stateBytes() + (arenaCounts ? simulation.model().arenaBytes() : 0);
  }

  @Override
  public final void close() {
    if (view != null) {
      view.close();
    }
    simulation.close();
  }

  /** How pictures of it are to look, from now on until the first one. */
  final void show(ViewConfig config) {
    viewConfig = config;
  }

  /** Says that the model may use all of its arena; the shipped ones use next to nothing of it. */
  final void countArena() {
    arenaCounts = true;
  }

  /** The current observation: its one copy, from MuJoCo's memory to where the batch has it. */
  protected final Tensor observation() {
    return memory.write(DType.FLOAT64, observationShape, bytes -> observe(bytes.asDoubleBuffer()));
  }

  /**
   * Writes the current observation.
   *
   * @param out holds as many numbers as an observation has
   */
  protected abstract void observe(DoubleBuffer out);

  /** The info of {@link #reset}. */
  protected abstract Info resetInfo();

  protected final MujocoSimulation simulation() {
    return simulation;
  }

  /** Seconds of simulated time per environment step. */
  protected final double dt() {
    return simulation.model().timestep() * frameSkip;
  }

  /** Element {@code index} of {@code qpos} before any noise. */
  protected final double initialPosition(int index) {
    return initialPositions[index];
  }

  /** Writes all of {@code qpos} but the first elements, then all of {@code qvel}. */
  protected final void putState(DoubleBuffer out, int skippedPositions) {
    out.put(simulation.positions().duplicate().position(skippedPositions));
    out.put(simulation.velocities().duplicate());
  }

  /** A copy of an array of the simulation, which the next step changes. */
  protected static double[] copy(DoubleBuffer values) {
    double[] copy = new double[values.capacity()];
    values.get(0, copy);
    return copy;
  }

  /** As NumPy adds them. */
  protected static double sumOfSquares(DoubleBuffer values) {
    return NumpySum.ofSquares(copy(values));
  }

  /**
   * Moves the simulation one environment step on. The action is not clipped; quantities derived
   * from the state stay those of the last integrator stage, since Gymnasium does not derive them
   * again.
   *
   * @param action shape: [nu]
   * @throws CancellationException when nobody waits for a step of many physics steps any more
   */
  protected final void simulate(Tensor action) {
    DoubleBuffer controls = simulation.controls();
    // The action's one copy, from the bytes that came over the wire.
    for (int i = 0; i < controls.capacity(); i++) {
      controls.put(i, action.getDouble(i));
    }
    for (int left = frameSkip; left > 0; left -= PHYSICS_STEPS) {
      if (left < frameSkip && abandoned.getAsBoolean()) {
        throw new CancellationException("nobody waits for the answer");
      }
      simulation.step(Math.min(left, PHYSICS_STEPS));
    }
    simulation.rnePostConstraint();
  }
}
