package io.papilio.envserver.contract;

import io.papilio.core.env.Environment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.envserver.EnvServer;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.protocol.client.EnvironmentChannel;
import io.papilio.protocol.client.RemoteEnvironment;
import io.papilio.protocol.client.RemoteVectorEnvironment;
import io.papilio.protocol.contract.ContractSubject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** The contract through a server, by a transport. */
abstract class RemoteContractTest extends ContractTest {
  private final Map<EnvironmentCatalog, EnvServer> servers = new HashMap<>();
  private final Map<EnvironmentCatalog, EnvironmentChannel> channels = new HashMap<>();

  abstract EnvServer start(EnvironmentCatalog catalog);

  abstract EnvironmentChannel connect(EnvServer server);

  @AfterEach
  void stop() {
    channels.values().forEach(EnvironmentChannel::close);
    servers.values().forEach(EnvServer::close);
  }

  /**
   * MuJoCo, a linear system, and the test environments with every kind of space and info: what a
   * transport could spoil does not depend on the physics. The nightly tier covers every id.
   */
  @Override
  boolean covers(String id) {
    return Set.of("Hopper-v5", "LqrMarginal-v0", "Echo-v0", "Drift-v0").contains(id);
  }

  @Override
  ContractSubject subject(EnvironmentCatalog catalog, String id) {
    EnvServer server = servers.computeIfAbsent(catalog, this::start);
    EnvironmentChannel channel = channels.computeIfAbsent(catalog, c -> connect(server));
    return new ContractSubject() {
      @Override
      public Environment environment(KeywordArguments options) {
        return new RemoteEnvironment(channel, id, options);
      }

      @Override
      public VectorEnvironment vector(KeywordArguments options, int size, AutoresetMode mode) {
        return new RemoteVectorEnvironment(channel, id, options, size, mode);
      }
    };
  }
}
