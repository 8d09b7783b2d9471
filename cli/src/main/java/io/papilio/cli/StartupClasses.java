package io.papilio.cli;

import io.papilio.core.env.KeywordArguments;
import io.papilio.core.settings.Settings;
import io.papilio.core.space.Tensor;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorResetRequest;
import io.papilio.core.vector.VectorTimeStep;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.protocol.client.EnvironmentChannel;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;

/**
 * Loads the classes of the help and of a server's first steps. After a build, {@code ./papilio}
 * archives what this has loaded (Java's class data sharing), and later starts map the archive.
 */
final class StartupClasses {
  private StartupClasses() {}

  /** Loads them, without arguments. */
  public static void main(String[] arguments) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    int unusedCode = Papilio.run(nowhere, nowhere, Map.of(), "--help");
    unusedCode = Papilio.run(nowhere, nowhere, Map.of(), "serve", "--help");
    EnvServerConfig config =
        Settings.of(EnvServerConfig.DEFAULTS).with(Map.of("port", "0", "drain-seconds", "0"));
    try (EnvServer server = EnvServer.start(config);
        EnvironmentChannel channel = EnvironmentChannel.connect(server.target());
        VectorEnvironment environments =
            channel.vector("Hopper-v5", KeywordArguments.NONE, 1, AutoresetMode.NEXT_STEP)) {
      VectorTimeStep unused = environments.reset(VectorResetRequest.CONTINUE);
      unused = environments.step(Tensor.float32(new float[3], 1, 3));
    }
  }
}
