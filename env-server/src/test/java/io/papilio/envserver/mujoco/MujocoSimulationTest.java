package io.papilio.envserver.mujoco;

import static io.papilio.core.env.Failures.assertFails;
import static io.papilio.core.env.Failures.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.Reason;
import io.papilio.core.snapshot.SnapshotReader;
import io.papilio.core.snapshot.SnapshotWriter;
import io.papilio.core.validation.InvalidValueException;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MujocoSimulationTest {
  /** A ball on a vertical slide, 10 m up, that falls without touching anything. */
  private static final String FALL =
      """
      <mujoco>
        <option timestep="0.01" gravity="0 0 -10" integrator="RK4"/>
        <worldbody>
          <body>
            <joint name="slide" type="slide" axis="0 0 1" ref="10"/>
            <geom size="0.1"/>
          </body>
        </worldbody>
        <actuator><motor joint="slide" ctrlrange="-1 2"/></actuator>
      </mujoco>
      """;

  /** Two balls in one place, which needs more memory than the model grants. */
  private static final String STARVED =
      """
      <mujoco>
        <size memory="4K"/>
        <worldbody>
          <body><freejoint/><geom size="0.1"/></body>
          <body pos="0.05 0 0"><freejoint/><geom size="0.1"/></body>
        </worldbody>
      </mujoco>
      """;

  @Test
  void freeFallFollowsTheParabola() {
    try (MujocoModel model = MujocoModel.compile(FALL);
        MujocoSimulation simulation = model.simulate()) {
      simulation.step(100);
      // RK4 is exact for constant acceleration but for rounding: 100 sums of size 10 round by
      // 1e-15.
      assertEquals(10 - 10 * 1.0 / 2, simulation.positions().get(0), 1e-12);
      assertEquals(-10.0, simulation.velocities().get(0), 1e-12);
    }
  }

  @Test
  void modelTellsItsSizesAndRanges() {
    try (MujocoModel model = MujocoModel.compile(FALL)) {
      assertEquals(1, model.positionSize());
      assertEquals(1, model.velocitySize());
      assertEquals(1, model.controlSize());
      assertEquals(0.01, model.timestep());
      assertEquals(List.of(new MujocoModel.ControlRange(-1, 2)), model.controlRanges());
    }
    assertEquals("3.14.0", MujocoModel.libraryVersion());
  }

  @Test
  void viewsSeeLaterChanges() {
    try (MujocoModel model = MujocoModel.compile(FALL);
        MujocoSimulation simulation = model.simulate()) {
      DoubleBuffer positions = simulation.positions();
      simulation.setState(new double[] {3}, new double[] {0});
      assertEquals(3, positions.get(0));
      simulation.reset();
      assertEquals(10, positions.get(0));
    }
  }

  @Test
  void oneModelServesManyThreads() {
    try (MujocoModel model = MujocoModel.compile(FALL)) {
      List<Double> ends =
          IntStream.range(0, 16).parallel().mapToObj(i -> fallenPosition(model)).toList();
      assertEquals(1, ends.stream().distinct().count());
    }
  }

  private static double fallenPosition(MujocoModel model) {
    try (MujocoSimulation simulation = model.simulate()) {
      simulation.step(500);
      return simulation.positions().get(0);
    }
  }

  @Test
  void simulationOutlivesTheHandleOfItsModel() {
    MujocoModel model = MujocoModel.compile(FALL);
    try (MujocoSimulation simulation = model.simulate()) {
      model.close();
      model.close();
      simulation.step(1);
      assertTrue(simulation.velocities().get(0) < 0);
      assertThrows(IllegalStateException.class, model::simulate);
    }
  }

  @Test
  void closedSimulationIsRejected() {
    try (MujocoModel model = MujocoModel.compile(FALL)) {
      MujocoSimulation simulation = model.simulate();
      simulation.close();
      simulation.close();
      assertThrows(IllegalStateException.class, () -> simulation.step(1));
      assertThrows(IllegalStateException.class, simulation::positions);
    }
  }

  @Test
  void stateOfAnotherSizeIsRejected() {
    try (MujocoModel model = MujocoModel.compile(FALL);
        MujocoSimulation simulation = model.simulate()) {
      assertInvalid("positions", () -> simulation.setState(new double[2], new double[1]));
    }
  }

  @Test
  void brokenMjcfIsRejectedWithMujocosMessage() {
    Exception e =
        assertThrows(MujocoException.class, () -> MujocoModel.compile("<mujoco><bogus/></mujoco>"));
    assertTrue(e.getMessage().contains("bogus"), e.getMessage());
    Exception compiler =
        assertThrows(
            MujocoException.class,
            () ->
                MujocoModel.compile(
                    "<mujoco><worldbody><body><joint/></body></worldbody></mujoco>"));
    assertTrue(compiler.getMessage().contains("mass and inertia"), compiler.getMessage());
  }

  @Test
  void divergenceIsAnExceptionUntilReset() {
    try (MujocoModel model = MujocoModel.compile(FALL);
        MujocoSimulation simulation = model.simulate()) {
      simulation.velocities().put(0, Double.NaN);
      Exception e = assertFails(Reason.PHYSICS_DIVERGED, () -> simulation.step(1));
      assertTrue(e.getMessage().contains("QVEL"), e.getMessage());
      assertFails(Reason.PHYSICS_DIVERGED, () -> simulation.step(1));
      simulation.reset();
      simulation.step(1);
      assertTrue(simulation.velocities().get(0) < 0);
    }
  }

  @Test
  void infiniteStateAfterTheLastStepIsDivergence() {
    try (MujocoModel model = MujocoModel.compile(FALL);
        MujocoSimulation simulation = model.simulate()) {
      simulation.setState(new double[] {1e300}, new double[] {0});
      assertFails(Reason.PHYSICS_DIVERGED, () -> simulation.step(1));
    }
  }

  @Test
  void fatalErrorIsAnExceptionAndNeitherEndsTheProcessNorWritesALog() {
    try (MujocoModel model = MujocoModel.compile(STARVED)) {
      Exception e =
          assertFails(
              Reason.SIMULATION_FAILED,
              () -> {
                try (MujocoSimulation simulation = model.simulate()) {
                  simulation.step(1);
                }
              });
      assertTrue(e.getMessage().contains("memory"), e.getMessage());
    }
    assertFalse(Files.exists(Path.of("MUJOCO_LOG.TXT")));
  }

  @Test
  void restoredSimulationHasTheDerivedQuantitiesOfTheLastStep() {
    // Euler's only stage is the state before the step.
    try (MujocoModel model = MujocoModel.compile(FALL.replace("RK4", "Euler"));
        MujocoSimulation simulation = model.simulate();
        MujocoSimulation other = model.simulate()) {
      simulation.forward();
      simulation.step(3);
      SnapshotWriter out = new SnapshotWriter();
      simulation.save(out);
      other.load(new SnapshotReader(ByteBuffer.wrap(out.toBytes())));
      assertEquals(simulation.positions(), other.positions());
      assertEquals(simulation.bodyPositions(), other.bodyPositions());
      assertNotEquals(other.positions().get(0) - 10, other.bodyPositions().get(5));
    }
  }

  @Test
  void stateOfAnotherModelIsRejected() {
    try (MujocoModel model = MujocoModel.compile(FALL);
        MujocoSimulation simulation = model.simulate()) {
      byte[] state = new SnapshotWriter().numbers(new double[7]).toBytes();
      assertThrows(
          InvalidValueException.class,
          () -> simulation.load(new SnapshotReader(ByteBuffer.wrap(state))));
    }
  }

  @Test
  void modelWithHiddenStateHasNoSnapshots() {
    String sleepy =
        FALL.replace("<worldbody>", "<option><flag sleep=\"enable\"/></option><worldbody>");
    try (MujocoModel model = MujocoModel.compile(sleepy.replace(" integrator=\"RK4\"", ""));
        MujocoSimulation simulation = model.simulate()) {
      assertFails(Reason.UNSUPPORTED, () -> simulation.save(new SnapshotWriter()));
    }
  }
}
