package io.papilio.envserver.grpc;

import static io.papilio.envserver.fixture.RawStream.open;
import static io.papilio.envserver.fixture.RawStream.reset;
import static io.papilio.envserver.fixture.RawStream.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.KeywordArguments;
import io.papilio.core.space.Tensor;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.envserver.fixture.RawStream;
import io.papilio.protocol.codec.OptionsCodec;
import io.papilio.protocol.v1.Failure;
import io.papilio.protocol.v1.InteractRequest;
import io.papilio.protocol.v1.Reason;
import io.papilio.protocol.v1.RenderRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A client's own model that MuJoCo cannot simulate to the end, or cannot draw, over Netty. */
class SimulationFailureTest {
  /** A cart in front of a wall, without the memory that MuJoCo needs near it. */
  private static final String CART =
      """
      <mujoco model="cart">
        <size memory="8K"/>
        <option timestep="0.01"/>
        <worldbody>
          <body name="cart">
            <joint name="slider" type="slide" axis="1 0 0"/>
            <geom type="box" size="0.1 0.1 0.1"/>
            <body pos="0 0 0.2">
              <joint axis="0 1 0"/>
              <geom type="capsule" fromto="0 0 0 0 0 0.6" size="0.05"/>
            </body>
          </body>
          <geom type="box" size="0.2 1 1" pos="3 0 0"/>
        </worldbody>
        <actuator><motor joint="slider" gear="100" ctrlrange="-1 2"/></actuator>
      </mujoco>
      """;

  /** A cloth on a pole; MuJoCo needs more memory to draw it than to move it. */
  private static final String FLAG =
      """
      <mujoco model="flag">
        <size memory="8K"/>
        <option><flag contact="disable"/></option>
        <worldbody>
          <body name="pole">
            <joint name="slider" type="slide" axis="1 0 0"/>
            <geom size="0.1"/>
            <body><joint axis="0 1 0"/><geom size="0.1" pos="0 0 1"/></body>
          </body>
        </worldbody>
        <deformable><flex name="cloth" dim="2" body="pole" vertex="%s" element="%s"/></deformable>
        <actuator><motor joint="slider"/></actuator>
      </mujoco>
      """;

  private final NettyServerFixture fixture =
      new NettyServerFixture(NettyServerFixture.CONFIG, EnvironmentCatalog.standard());

  @AfterEach
  void stop() {
    fixture.close();
  }

  private RawStream opened(int size, KeywordArguments options) {
    InteractRequest.Builder open =
        open("HalfCheetah-v5", size, AutoresetMode.NEXT_STEP).toBuilder();
    open.getOpenBuilder().setOptions(OptionsCodec.toProto(options));
    RawStream stream = fixture.stream().send(open.build(), reset("1"));
    assertTrue(stream.response().hasOpen());
    assertTrue(stream.response().hasTimeStep());
    return stream;
  }

  private static InteractRequest drive(double first, double second) {
    return step(Tensor.float64(new double[] {first, second}, 2, 1));
  }

  @Test
  void stepThatMujocoFailsInNamesItsEnvironmentAndNeedsAReset() {
    RawStream neighbor = opened(1, KeywordArguments.NONE);
    RawStream stream = opened(2, KeywordArguments.of("xml_file", CART));
    for (int t = 0; stream.send(drive(-1, 2)).arrivesAsTimeStep(); t++) {
      assertTrue(t < 50, "never reached the wall");
    }
    String message = stream.failure(Reason.REASON_SIMULATION_FAILED).getMessage();
    assertTrue(message.contains("environment 1"), message);
    assertTrue(message.contains("mj_stackAlloc: out of memory"), message);

    stream.send(drive(0, 0), reset("1"), drive(0, 0));
    stream.failure(Reason.REASON_RESET_NEEDED);
    assertTrue(stream.response().hasTimeStep());
    assertTrue(stream.response().hasTimeStep());
    neighbor.send(step(Tensor.float64(new double[6], 1, 6)));
    assertTrue(neighbor.response().hasTimeStep());
  }

  @Test
  void modelThatMujocoFailsToDrawGoesOnUnseen() {
    RawStream stream = opened(1, KeywordArguments.of("xml_file", flag(20)));
    InteractRequest picture =
        InteractRequest.newBuilder()
            .setRender(RenderRequest.newBuilder().setMode("rgb_array"))
            .build();
    boolean draws = opened(1, KeywordArguments.NONE).send(picture).response().hasRender();
    Assumptions.assumeTrue(draws, "This machine cannot render.");
    Failure failure = stream.send(picture).failure(Reason.REASON_RENDERING_UNAVAILABLE);
    String message = failure.getMessage();
    assertTrue(message.matches(".*mj_stackAlloc: out of memory.* available = .*"), message);
    // The message says how much memory was free: a failure takes none of it.
    assertEquals(failure, stream.send(picture).failure());
    stream.send(step(Tensor.float64(new double[1], 1, 1)));
    assertTrue(stream.response().hasTimeStep());
  }

  /** With n x n vertices. */
  private static String flag(int n) {
    StringBuilder vertices = new StringBuilder();
    StringBuilder triangles = new StringBuilder();
    for (int i = 0; i < n * n; i++) {
      vertices.append(0.01 * (i / n)).append(" 0 ").append(0.01 * (i % n)).append(' ');
      if (i % n > 0 && i >= n) {
        triangles.append("%d %d %d ".formatted(i, i - 1, i - n));
        triangles.append("%d %d %d ".formatted(i - 1, i - n - 1, i - n));
      }
    }
    return FLAG.formatted(vertices, triangles);
  }
}
