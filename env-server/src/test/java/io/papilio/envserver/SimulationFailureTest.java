package io.papilio.envserver;

import static io.papilio.envserver.RawStream.open;
import static io.papilio.envserver.RawStream.reset;
import static io.papilio.envserver.RawStream.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.papilio.core.env.AutoresetMode;
import io.papilio.core.env.Options;
import io.papilio.core.env.Tensor;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.protocol.codec.OptionsCodec;
import io.papilio.protocol.v1.InteractRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client's own model that MuJoCo cannot simulate to the end, over Netty. */
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

  private final EnvServer server =
      EnvServer.start(
          NettyServerFixture.config(3, 8, 600).withPort(0), EnvironmentCatalog.standard());
  private final ManagedChannel channel =
      Grpc.newChannelBuilder(server.target(), InsecureChannelCredentials.create()).build();

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.close();
  }

  private static InteractRequest drive(double first, double second) {
    return step(Tensor.float64(new double[] {first, second}, 2, 1));
  }

  @Test
  void stepThatMujocoFailsInNamesItsEnvironmentAndNeedsAReset() {
    RawStream neighbour =
        new RawStream(channel).send(open("HalfCheetah-v5", 1, AutoresetMode.NEXT_STEP), reset("1"));
    assertTrue(neighbour.response().hasOpen());
    assertTrue(neighbour.response().hasTimeStep());

    InteractRequest.Builder carts = open("HalfCheetah-v5", 2, AutoresetMode.NEXT_STEP).toBuilder();
    carts.getOpenBuilder().setOptions(OptionsCodec.toProto(Options.of("xml_file", CART)));
    RawStream stream = new RawStream(channel).send(carts.build(), reset("1"));
    assertTrue(stream.response().hasOpen());
    assertTrue(stream.response().hasTimeStep());
    for (int t = 0; stream.send(drive(-1, 2)).arrivesAsTimeStep(); t++) {
      assertTrue(t < 50, "never reached the wall");
    }
    Status failure = stream.failure();
    assertEquals(Status.Code.FAILED_PRECONDITION, failure.getCode());
    assertTrue(
        failure
            .getDescription()
            .matches("environment 1: mujoco: mj_stackAlloc: out of memory.*; call reset"),
        failure.getDescription());

    stream.send(drive(0, 0), reset("1"), drive(0, 0));
    assertEquals("step after a failure: call reset", stream.failure().getDescription());
    assertTrue(stream.response().hasTimeStep());
    assertTrue(stream.response().hasTimeStep());
    neighbour.send(step(Tensor.float64(new double[6], 1, 6)));
    assertTrue(neighbour.response().hasTimeStep());
  }
}
