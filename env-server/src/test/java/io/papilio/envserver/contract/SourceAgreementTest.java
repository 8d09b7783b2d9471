package io.papilio.envserver.contract;

import static io.papilio.core.env.Failures.assertFails;
import static io.papilio.core.env.Failures.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Reason;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.EnvironmentSource;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorInfo;
import io.papilio.core.vector.VectorResetRequest;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.protocol.client.EnvironmentChannel;
import io.papilio.protocol.contract.Actions;
import java.math.BigInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue and a channel to a server of it are the same source of environments. */
class SourceAgreementTest {
  private static final String ID = "Hopper-v5";
  private static final KeywordArguments SHORT = KeywordArguments.of("max_episode_steps", 7);
  private static final int SIZE = 3;
  private static final int STEPS = 20;

  private final EnvironmentCatalog local = EnvironmentCatalog.standard();
  private final EnvServer server = EnvServer.start(EnvServerConfig.DEFAULTS.withPort(0), local);
  private final EnvironmentSource remote = EnvironmentChannel.connect(server.target());

  @AfterEach
  void stop() {
    remote.close();
    server.close();
  }

  @Test
  void specsAndLibrariesAreTheSame() {
    assertEquals(local.specs(), remote.specs());
    assertEquals(local.spec(ID, SHORT), remote.spec(ID, SHORT));
    assertEquals(local.libraries(), remote.libraries());
  }

  @Test
  void bothRejectTheSame() {
    for (EnvironmentSource source : new EnvironmentSource[] {local, remote}) {
      assertFails(Reason.UNKNOWN_ENVIRONMENT, () -> source.spec("Nix-v0", KeywordArguments.NONE));
      KeywordArguments unknown = KeywordArguments.of("color", 1);
      assertInvalid("keyword argument", () -> source.spec(ID, unknown));
      assertInvalid(
          "keyword argument", () -> source.vector(ID, unknown, 1, AutoresetMode.NEXT_STEP).close());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NEXT_STEP", "SAME_STEP"})
  void vectorsComputeTheSameAndHaveNoInfos(AutoresetMode mode) {
    try (VectorEnvironment one = local.vector(ID, SHORT, SIZE, mode);
        VectorEnvironment other = remote.vector(ID, SHORT, SIZE, mode)) {
      VectorResetRequest seeds = VectorResetRequest.seeded(BigInteger.TEN, SIZE);
      assertEquals(one.reset(seeds), other.reset(seeds));
      for (int t = 0; t < STEPS; t++) {
        var actions = Actions.batch(one.spec().actionSpace(), t, SIZE);
        var step = one.step(actions);
        assertEquals(VectorInfo.EMPTY, step.info());
        assertEquals(step, other.step(actions));
      }
    }
  }
}
