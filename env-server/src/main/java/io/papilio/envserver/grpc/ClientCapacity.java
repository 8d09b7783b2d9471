package io.papilio.envserver.grpc;

import io.papilio.core.env.EnvironmentException;
import io.papilio.envserver.access.Client;
import io.papilio.envserver.access.ClientLimits;
import io.papilio.protocol.codec.ServerLimits;
import java.util.HashMap;
import java.util.Map;

/** What one client holds; it counts in what all clients hold. */
record ClientCapacity(Client client, Capacity sessions, Capacity environments, Capacity memory) {
  /** The capacities of all clients that have sessions. */
  static final class Clients {
    private final ClientLimits limits;
    private final Capacity sessions;
    private final Capacity environments;
    private final Capacity memory;
    private final Map<Client, ClientCapacity> active = new HashMap<>();

    Clients(ServerLimits all, ClientLimits limits) {
      this.limits = limits;
      sessions = new Capacity("sessions", all.maxSessions());
      environments = new Capacity("environments", all.maxEnvironments());
      memory = new Capacity("bytes of all environments", all.maxEnvironmentBytes());
    }

    /**
     * Takes a session; {@link #end} is to follow.
     *
     * @throws EnvironmentException CAPACITY_EXCEEDED
     */
    synchronized ClientCapacity begin(Client client) {
      ClientCapacity capacity = active.getOrDefault(client, of(client));
      capacity.sessions.acquire(1);
      active.put(client, capacity);
      return capacity;
    }

    /** Gives a session back, after what it held. */
    synchronized void end(ClientCapacity capacity) {
      capacity.sessions.release(1);
      if (capacity.sessions.isEmpty()) {
        active.remove(capacity.client);
      }
    }

    private ClientCapacity of(Client client) {
      String owner = "client " + client.name();
      return new ClientCapacity(
          client,
          sessions.part(owner, limits.maxClientSessions()),
          environments.part(owner, limits.maxClientEnvironments()),
          memory.part(owner, limits.maxClientBytes()));
    }
  }
}
