package io.papilio.protocol.reconnect;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Reason;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Environments of servers that may be lost. When the connection breaks, it is made again, to a
 * server with the same versions of what decides the numbers: sessions continue from their last
 * snapshot and the calls since then, rollouts with the episodes that have not been delivered. The
 * numbers are those of an unbroken connection.
 */
public final class ReconnectingSource implements RolloutSource {
  private final Reconnection reconnection;

  /**
   * Connects.
   *
   * @param connect makes a connection, or throws UNAVAILABLE
   * @param patience how long to wait for a server each time, the first time too
   * @param say receives a sentence when the connection is lost, and when there is one again
   * @throws EnvironmentException UNAVAILABLE when no server came
   */
  public ReconnectingSource(
      Supplier<RolloutSource> connect, Duration patience, Consumer<String> say) {
    reconnection = new Reconnection(connect, patience, say);
  }

  @Override
  public List<EnvironmentSpec> specs() {
    return reconnection.call(RolloutSource::specs);
  }

  @Override
  public EnvironmentSpec spec(String id, KeywordArguments keywords) {
    return reconnection.call(source -> source.spec(id, keywords));
  }

  @Override
  public VectorEnvironment vector(
      String id, KeywordArguments keywords, int size, AutoresetMode mode) {
    return new ReconnectingVector(reconnection, source -> source.vector(id, keywords, size, mode));
  }

  @Override
  public RolloutRunner runner(String id, KeywordArguments keywords, int numEnvs) {
    return new ReconnectingRunner(reconnection, source -> source.runner(id, keywords, numEnvs));
  }

  @Override
  public Map<String, String> libraries() {
    return reconnection.libraries();
  }

  @Override
  public String describe() {
    return reconnection.describe();
  }

  @Override
  public void close() {
    reconnection.close();
  }

  /** Rejects a server whose environment is another one than before. */
  static void requireSame(EnvironmentSpec before, EnvironmentSpec now) {
    if (!now.equals(before)) {
      throw EnvironmentException.of(
          Reason.SNAPSHOT_MISMATCH,
          before.id() + " is another environment than before the connection was lost");
    }
  }
}
