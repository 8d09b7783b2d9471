package io.papilio.envserver.policy;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Reason;
import io.papilio.envserver.access.Client;
import io.papilio.protocol.v1.Policy;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;

/**
 * The uploaded policies, by the connection that they belong to, and the bytes of all policies.
 * Counted and limited together. Safe for use by several threads.
 */
public final class PolicyStore {
  private final PolicyLoader loader;
  private final PolicyLimits limits;
  private final int maxClientPolicies;
  private final LongSupplier nanoClock;
  private final Map<Key, Entry> entries = new HashMap<>();

  /** Of all policies that are not free yet: also those of single rollouts, and older versions. */
  private final AtomicLong bytes = new AtomicLong();

  /** An id is of its connection: nobody else can name it. */
  private record Key(Object connection, String id) {}

  private record Entry(LoadedPolicy policy, Client client, long version, long lastUsedNanos) {}

  /**
   * A policy of the store.
   *
   * @param id empty for one that is not stored
   * @param policy held by the caller, who releases it
   */
  public record Stored(String id, long version, LoadedPolicy policy) {}

  /**
   * An empty store.
   *
   * @param maxClientPolicies of one client; 0 for no limit
   */
  public PolicyStore(
      PolicyLoader loader, PolicyLimits limits, int maxClientPolicies, LongSupplier nanoClock) {
    this.loader = loader;
    this.limits = limits;
    this.maxClientPolicies = maxClientPolicies;
    this.nanoClock = nanoClock;
  }

  /** A policy that no rollout uses for so long is removed; 0 means never. */
  public int leaseSeconds() {
    return limits.policyLeaseSeconds();
  }

  /**
   * Stores a policy, as a newer version of another one if that is named.
   *
   * @param id of the other one; empty for a new policy
   * @throws EnvironmentException UNKNOWN_POLICY for another id; CAPACITY_EXCEEDED
   */
  public Stored upload(Object connection, Client client, String id, Policy message) {
    LoadedPolicy loaded = loader.load(message);
    try {
      synchronized (this) {
        Key key = new Key(connection, id.isEmpty() ? UUID.randomUUID().toString() : id);
        Entry before = entries.get(key);
        if (!id.isEmpty() && before == null) {
          throw unknown(id);
        }
        requireCapacity(client, before, loaded);
        count(loaded);
        long version = before == null ? 1 : before.version() + 1;
        entries.put(key, new Entry(loaded, client, version, nanoClock.getAsLong()));
        if (before != null) {
          before.policy().release();
        }
        return new Stored(key.id(), version, loaded);
      }
    } catch (RuntimeException rejected) {
      loaded.release();
      throw rejected;
    }
  }

  /**
   * The newest version of an uploaded policy, held for the caller.
   *
   * @throws EnvironmentException UNKNOWN_POLICY
   */
  public synchronized Stored find(Object connection, String id) {
    Key key = new Key(connection, id);
    Entry entry = entries.get(key);
    if (entry == null) {
      throw unknown(id);
    }
    entries.put(
        key, new Entry(entry.policy(), entry.client(), entry.version(), nanoClock.getAsLong()));
    return new Stored(id, entry.version(), entry.policy().hold());
  }

  /**
   * A policy for one rollout, held for the caller.
   *
   * @throws EnvironmentException CAPACITY_EXCEEDED
   */
  public Stored once(Policy message) {
    LoadedPolicy loaded = loader.load(message);
    try {
      synchronized (this) {
        requireBytes(loaded.bytes());
        count(loaded);
      }
      return new Stored("", 0, loaded);
    } catch (RuntimeException rejected) {
      loaded.release();
      throw rejected;
    }
  }

  /** Removes a policy, if it is still there. */
  public synchronized void forget(Object connection, String id) {
    removeIf((key, entry) -> key.equals(new Key(connection, id)));
  }

  /** Removes the policies of a connection that has ended. */
  public synchronized void forget(Object connection) {
    removeIf((key, entry) -> key.connection().equals(connection));
  }

  /** Removes the policies that no rollout used for too long; to be called now and then. */
  public synchronized void removeIdle() {
    long lease = limits.policyLeaseSeconds() * 1_000_000_000L;
    long now = nanoClock.getAsLong();
    removeIf((key, entry) -> lease > 0 && now - entry.lastUsedNanos() > lease);
  }

  private void removeIf(BiPredicate<Key, Entry> which) {
    Iterator<Map.Entry<Key, Entry>> all = entries.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Key, Entry> next = all.next();
      if (which.test(next.getKey(), next.getValue())) {
        all.remove();
        next.getValue().policy().release();
      }
    }
  }

  private void requireCapacity(Client client, Entry replaced, LoadedPolicy added) {
    long more = replaced == null ? 1 : 0;
    requireAtMost(entries.size() + more, limits.maxPolicies(), "policies");
    long own = entries.values().stream().filter(e -> e.client().equals(client)).count();
    requireAtMost(own + more, maxClientPolicies, "policies of client " + client.name());
    requireBytes(added.bytes() - (replaced == null ? 0 : replaced.policy().bytes()));
  }

  private void requireBytes(long more) {
    requireAtMost(bytes.get() + more, limits.maxPoliciesBytes(), "bytes of all policies");
  }

  private void count(LoadedPolicy policy) {
    bytes.addAndGet(policy.bytes());
    policy.onFree(() -> bytes.addAndGet(-policy.bytes()));
  }

  private static void requireAtMost(long wanted, long limit, String what) {
    if (limit > 0 && wanted > limit) {
      throw EnvironmentException.of(
          Reason.CAPACITY_EXCEEDED, what + ": " + wanted + " (expected: at most " + limit + ")");
    }
  }

  private static EnvironmentException unknown(String id) {
    return EnvironmentException.of(
        Reason.UNKNOWN_POLICY, "no policy of this connection has the id '" + id + "'");
  }
}
