package io.papilio.envserver.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.core.env.Environment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.space.Element;
import io.papilio.core.space.Tensor;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorResetRequest;
import io.papilio.core.wrapper.NamedWrapper;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.envserver.catalog.VectorBounds;
import io.papilio.envserver.catalog.VectorRequest;
import io.papilio.envserver.fixture.NettyServerFixture;
import io.papilio.envserver.fixture.TestEnvironments;
import io.papilio.protocol.client.RemoteEnvironment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * An action is checked once, as the outermost layer takes it: a wrapper makes an infinite one of
 * it, which a second check nearer to the simulation would reject. Vectors without wrappers and the
 * client are covered by {@code VectorRowsTest} and {@code UncheckedActionsTest}.
 */
class CheckedOnceTest {
  private static final String ID = "Drift-v0";
  private static final EnvironmentCatalog CATALOG = TestEnvironments.catalog();

  /** Bounds so narrow that a finite action between others is infinite between the environment's. */
  private static final List<NamedWrapper> OVERFLOWING =
      List.of(
          new NamedWrapper(
              "RescaleAction",
              new KeywordArguments(Map.of("min_action", -1e-30, "max_action", 1e-30))));

  private static final float[] LARGE = {1e30f, 0, 0};

  private static double position(Element observations) {
    return observations.asTensor().getDouble(0);
  }

  private static void check(Environment environment) {
    try (environment) {
      environment.reset(ResetRequest.seeded(1));
      Element observation = environment.step(Tensor.float32(LARGE)).observation();
      assertEquals(Double.POSITIVE_INFINITY, position(observation));
    }
  }

  @Test
  void ofALoneEnvironment() {
    check(CATALOG.create(ID, KeywordArguments.NONE, OVERFLOWING));
  }

  @Test
  void ofAVector() {
    VectorRequest request =
        VectorRequest.of(ID, KeywordArguments.NONE, 1, AutoresetMode.NEXT_STEP)
            .withWrappers(OVERFLOWING);
    try (VectorEnvironment vector = CATALOG.vector(request, VectorBounds.NONE)) {
      vector.reset(VectorResetRequest.CONTINUE);
      Element observations = vector.step(Tensor.float32(LARGE, 1, 3)).observations();
      assertEquals(Double.POSITIVE_INFINITY, position(observations));
    }
  }

  @Test
  void ofARemoteEnvironment() {
    try (NettyServerFixture server = new NettyServerFixture()) {
      check(new RemoteEnvironment(server.channel, ID, KeywordArguments.NONE, OVERFLOWING));
    }
  }
}
