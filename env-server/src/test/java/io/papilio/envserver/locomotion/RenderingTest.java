package io.papilio.envserver.locomotion;

import static io.papilio.core.env.Failures.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.env.CallOrder;
import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Frame;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Reason;
import io.papilio.core.env.RenderMode;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.wrapper.TimeLimit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Keywords of the picture, and that looking changes nothing. That the pictures are Gymnasium's is
 * tested where Gymnasium is, in the Python client.
 */
class RenderingTest {
  private static Environment environment(String id, Map<String, Object> keywords) {
    return LocomotionEnvironments.all().stream()
        .filter(factory -> factory.id().equals(id))
        .findAny()
        .orElseThrow()
        .create(new KeywordArguments(keywords));
  }

  private static Frame picture(Map<String, Object> keywords) {
    try (Environment environment = environment("Swimmer-v5", keywords)) {
      environment.reset(ResetRequest.seeded(3));
      return environment.render(RenderMode.RGB_ARRAY);
    } catch (EnvironmentException e) {
      Assumptions.assumeTrue(e.reason() != Reason.RENDERING_UNAVAILABLE, e.getMessage());
      throw e;
    }
  }

  private static void assertRejected(String subject, String keyword, Object value) {
    assertInvalid(subject, () -> environment("Hopper-v5", Map.of(keyword, value)).close());
  }

  @Test
  void lookingChangesNothing() {
    Map<String, Object> small = Map.of("width", 16.0, "height", 16.0);
    Frame first = picture(small);
    assertEquals(List.of(16, 16, 3), first.pixels().shape());
    try (Environment watched = environment("Swimmer-v5", small);
        Environment alone = environment("Swimmer-v5", small)) {
      watched.reset(ResetRequest.seeded(3));
      alone.reset(ResetRequest.seeded(3));
      assertEquals(first, watched.render(RenderMode.RGB_ARRAY));
      Tensor action = Tensor.float64(new double[] {1, -1});
      for (int t = 0; t < 5; t++) {
        TimeStep expected = alone.step(action);
        assertEquals(expected, watched.step(action));
        watched.render(t % 2 == 0 ? RenderMode.RGB_ARRAY : RenderMode.DEPTH_ARRAY);
      }
      assertNotEquals(first, watched.render(RenderMode.RGB_ARRAY));
    }
  }

  @Test
  void restoredEnvironmentLooksAsItDid() {
    Map<String, Object> small = Map.of("width", 16.0, "height", 16.0);
    Frame first = picture(small);
    try (Environment kept = new CallOrder(new TimeLimit(environment("Swimmer-v5", small)));
        Environment other = new CallOrder(new TimeLimit(environment("Swimmer-v5", small)))) {
      kept.reset(ResetRequest.seeded(3));
      kept.step(Tensor.float64(new double[] {1, -1}));
      other.reset(ResetRequest.seeded(4));
      other.restore(kept.snapshot());
      Frame now = kept.render(RenderMode.RGB_ARRAY);
      assertNotEquals(first, now);
      assertEquals(now, other.render(RenderMode.RGB_ARRAY));
    }
  }

  @Test
  void keywordsChooseTheCamera() {
    Map<String, Object> free =
        Map.of(
            "width", 24.0,
            "height", 24.0,
            "camera_id", -1.0,
            "default_camera_config", Map.of("distance", 3.0, "lookat", List.of(0.0, 0.0, 0.0)));
    Frame byName = picture(Map.of("width", 24.0, "height", 24.0, "camera_name", "track"));
    assertEquals(picture(Map.of("width", 24.0, "height", 24.0)), byName);
    assertNotEquals(byName, picture(free));
  }

  @Test
  void badKeywordsAreRefused() {
    assertRejected("width", "width", 0.0);
    assertRejected("height", "height", 5000.0);
    assertRejected("max_geom", "max_geom", 0.0);
    assertRejected("max_geom", "max_geom", 2e9);
    assertRejected("camera_id", "camera_id", 1.0);
    assertRejected("camera_name", "camera_name", "side");
    assertRejected("lookat", "default_camera_config", Map.of("lookat", List.of(1.0)));
    assertRejected("visual_options", "visual_options", Map.of("99", true));
    assertThrows(
        InvalidValueException.class,
        () -> environment("Hopper-v4", Map.of("default_camera_config", Map.of())).close());
  }
}
