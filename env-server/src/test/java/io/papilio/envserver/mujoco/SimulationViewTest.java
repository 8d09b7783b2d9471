package io.papilio.envserver.mujoco;

import static io.papilio.core.env.Failures.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Frame;
import io.papilio.core.env.Reason;
import io.papilio.core.env.RenderMode;
import io.papilio.core.space.Tensor;
import io.papilio.envserver.mujoco.ViewConfig.FreeCamera;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SimulationViewTest {
  /** A ball that falls, of one color, before a black sky. Shadows off: they cost most. */
  private static final String BALL =
      """
      <mujoco>
        <visual><quality shadowsize="0"/><headlight ambient="1 1 1"/></visual>
        <worldbody>
          <camera name="front" pos="0 -5 0" xyaxes="1 0 0 0 0 1"/>
          <body><joint type="slide" axis="0 0 1"/><geom size="1" rgba="%s 1"/></body>
        </worldbody>
      </mujoco>
      """;

  private static final FreeCamera SIDE =
      new FreeCamera(List.of(0.0, 0.0, 0.0), OptionalDouble.of(5), 90, 0, false);

  private final RenderThread thread = new RenderThread(OpenGl.of(System.getenv()));

  @BeforeAll
  static void thereIsOpenGl() {
    try {
      RenderThread.shared().call(() -> true);
    } catch (EnvironmentException e) {
      Assumptions.assumeTrue(e.reason() != Reason.RENDERING_UNAVAILABLE, e.getMessage());
      throw e;
    }
  }

  private static MujocoModel ball(String rgb) {
    return MujocoModel.compile(BALL.formatted(rgb));
  }

  private SimulationView view(MujocoSimulation simulation, int width, int height, int camera) {
    ViewConfig config = new ViewConfig(width, height, 100, camera, SIDE, Map.of());
    return new SimulationView(simulation, config, thread);
  }

  private static List<Long> pixel(Frame image, int x, int y) {
    int first = 3 * (y * image.width() + x);
    return IntStream.range(first, first + 3).mapToObj(image.pixels()::getLong).toList();
  }

  @Test
  void ballIsWhereItIsWithTheFirstRowOnTop() {
    try (MujocoModel model = ball("1 0 0");
        MujocoSimulation simulation = model.simulate();
        SimulationView view = view(simulation, 60, 40, 0)) {
      simulation.setState(new double[] {1}, new double[] {0});
      Frame image = view.render(RenderMode.RGB_ARRAY);
      assertEquals(List.of(40, 60, 3), image.pixels().shape());
      assertEquals(List.of(0L, 0L, 0L), pixel(image, 30, 39));
      assertTrue(pixel(image, 30, 10).get(0) > 200, "the ball is red and above the middle");
      assertTrue(pixel(image, 30, 10).get(2) < 100, "but for some shine");
    }
  }

  @Test
  void depthIsLessWhereTheBallIs() {
    try (MujocoModel model = ball("1 1 1");
        MujocoSimulation simulation = model.simulate();
        SimulationView view = view(simulation, 30, 30, ViewConfig.FREE_CAMERA)) {
      simulation.forward();
      Tensor depth = view.render(RenderMode.DEPTH_ARRAY).pixels();
      assertEquals(List.of(30, 30), depth.shape());
      assertEquals(1.0, depth.getDouble(0), "nothing is as far as can be");
      assertTrue(depth.getDouble(15 * 30 + 15) < 1.0);
    }
  }

  @Test
  void viewsOfManyModelsAndSizesDoNotDisturbEachOther() {
    try (MujocoModel red = ball("1 0 0");
        MujocoModel blue = ball("0 0 1");
        MujocoSimulation first = red.simulate();
        MujocoSimulation second = blue.simulate();
        SimulationView small = view(first, 20, 20, 0);
        SimulationView large = view(second, 64, 48, 0);
        SimulationView free = view(first, 20, 20, ViewConfig.FREE_CAMERA)) {
      first.forward();
      second.forward();
      Frame before = small.render(RenderMode.RGB_ARRAY);
      assertEquals(2, thread.call(() -> thread.canvases().size()), "one per model and size");
      Frame other = large.render(RenderMode.RGB_ARRAY);
      assertTrue(pixel(other, 32, 24).get(2) > 200, "the ball is blue");
      free.render(RenderMode.DEPTH_ARRAY);
      assertEquals(before, small.render(RenderMode.RGB_ARRAY));
      second.setState(new double[] {10}, new double[] {0});
      assertNotEquals(other, large.render(RenderMode.RGB_ARRAY));
      assertEquals(before, small.render(RenderMode.RGB_ARRAY));
    }
  }

  @Test
  void picturesFromManyThreadsAreTheSameAsOneByOne() {
    try (MujocoModel model = ball("1 1 0");
        MujocoSimulation simulation = model.simulate();
        SimulationView view = view(simulation, 32, 32, 0)) {
      simulation.forward();
      Frame alone = view.render(RenderMode.RGB_ARRAY);
      List<Frame> images =
          IntStream.range(0, 12)
              .parallel()
              .mapToObj(
                  i -> {
                    try (MujocoSimulation own = model.simulate();
                        SimulationView ownView = view(own, 32, 32, 0)) {
                      own.forward();
                      return ownView.render(RenderMode.RGB_ARRAY);
                    }
                  })
              .toList();
      images.forEach(image -> assertEquals(alone, image));
    }
  }

  @Test
  void closedViewsLeaveNothingBehind() {
    try (MujocoModel model = ball("1 1 1");
        MujocoSimulation simulation = model.simulate()) {
      SimulationView first = view(simulation, 8, 8, 0);
      SimulationView second = view(simulation, 8, 8, 0);
      first.close();
      assertEquals(1, thread.call(() -> thread.canvases().size()));
      first.close();
      second.close();
      assertEquals(0, thread.call(() -> thread.canvases().size()));
      assertThrows(IllegalStateException.class, () -> first.render(RenderMode.RGB_ARRAY));
    }
  }

  @Test
  void cameraThatTheModelHasNotIsRejected() {
    try (MujocoModel model = ball("1 1 1")) {
      ViewConfig config = new ViewConfig(8, 8, 100, 1, SIDE, Map.of());
      assertInvalid("camera_id", () -> SimulationView.check(config, model));
    }
  }
}
