package io.papilio.envserver.contract;

import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.protocol.client.EnvironmentChannel;
import java.util.Set;

class NettyContractTest extends RemoteContractTest {
  private static final Set<String> SLOW = Set.of("Ant-v5", "Humanoid-v5", "HumanoidStandup-v5");

  /** What is slowest to simulate is left to the other transport. */
  @Override
  boolean covers(String id) {
    return super.covers(id) && !SLOW.contains(id);
  }

  @Override
  EnvServer start(EnvironmentCatalog catalog) {
    return EnvServer.start(EnvServerConfig.DEFAULTS.withPort(0), catalog);
  }

  @Override
  EnvironmentChannel connect(EnvServer server) {
    return EnvironmentChannel.connect(server.target());
  }
}
