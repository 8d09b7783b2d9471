package io.papilio.envserver.contract;

import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.protocol.client.EnvironmentChannel;

class InProcessContractTest extends RemoteContractTest {
  @Override
  EnvServer start(EnvironmentCatalog catalog) {
    return EnvServer.startInProcess(EnvServerConfig.DEFAULTS, catalog);
  }

  @Override
  EnvironmentChannel connect(EnvServer server) {
    return EnvironmentChannel.inProcess(server.target());
  }
}
