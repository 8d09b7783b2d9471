package io.papilio.envserver.contract;

import io.papilio.envserver.EnvServer;
import io.papilio.envserver.EnvServerConfig;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.protocol.client.EnvironmentChannel;

class NettyContractTest extends RemoteContractTest {
  @Override
  EnvServer start(EnvironmentCatalog catalog) {
    return EnvServer.start(EnvServerConfig.DEFAULTS.withPort(0), catalog);
  }

  @Override
  EnvironmentChannel connect(EnvServer server) {
    return EnvironmentChannel.connect(server.target());
  }
}
