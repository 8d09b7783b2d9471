package io.papilio.protocol.client;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.policy.Policy;
import io.papilio.core.rollout.EpisodeRecording;
import io.papilio.core.rollout.EpisodeSequence;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.rollout.Rollout;
import io.papilio.core.rollout.RolloutListener;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.protocol.codec.OptionsCodec;
import io.papilio.protocol.codec.RolloutCodec;
import io.papilio.protocol.policy.PolicyCodec;
import io.papilio.protocol.v1.RolloutRequest;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs policies on servers: the policy is sent to the environments, and returns or trajectories
 * stream back. A policy that only this process knows acts in lockstep instead, and so does one
 * where a server has no rollouts, or not of its format; the results are the same.
 *
 * <p>With several servers, each runs part of the seeds, and the episodes of a server that is lost
 * run again on another.
 */
public final class RemoteRollout implements RolloutRunner {
  private final List<EnvironmentChannel> servers;
  private final String id;
  private final KeywordArguments keywords;
  private final int numEnvs;
  private EnvironmentSpec spec;
  private VectorEnvironment lockstep;

  /**
   * @param servers stay the caller's to close
   * @param numEnvs episodes that run at a time, on all servers together
   */
  public RemoteRollout(
      List<EnvironmentChannel> servers, String id, KeywordArguments keywords, int numEnvs) {
    this.servers = List.copyOf(servers);
    this.id = id;
    this.keywords = keywords;
    this.numEnvs = numEnvs;
  }

  @Override
  public EnvironmentSpec spec() {
    if (spec == null) {
      spec = ServerFleet.firstAvailable(servers, server -> server.spec(id, keywords));
    }
    return spec;
  }

  @Override
  public List<EpisodeStatistics> run(
      Policy policy, List<BigInteger> seeds, RolloutListener listener) {
    Optional<io.papilio.protocol.v1.Policy> message = message(policy);
    if (message.isEmpty()) {
      return lockstep().run(policy, seeds, listener);
    }
    EpisodeSequence sequence = new EpisodeSequence(listener, Optional.empty());
    try {
      play(message.get(), seeds, EpisodeRecording.RETURNS, listener, sequence);
    } catch (EnvironmentException.Unsupported format) {
      return lockstep().run(policy, seeds, listener);
    }
    return sequence.delivered();
  }

  @Override
  public void record(
      Policy policy, List<BigInteger> seeds, RolloutListener listener, Consumer<Trajectory> sink) {
    Optional<io.papilio.protocol.v1.Policy> message = message(policy);
    if (message.isEmpty()) {
      lockstep().record(policy, seeds, listener, sink);
    } else {
      EpisodeSequence sequence = new EpisodeSequence(listener, Optional.of(sink));
      try {
        play(message.get(), seeds, EpisodeRecording.TRAJECTORIES, listener, sequence);
      } catch (EnvironmentException.Unsupported format) {
        lockstep().record(policy, seeds, listener, sink);
      }
    }
  }

  @Override
  public void close() {
    if (lockstep != null) {
      lockstep.close();
    }
  }

  private void play(
      io.papilio.protocol.v1.Policy policy,
      List<BigInteger> seeds,
      EpisodeRecording recording,
      RolloutListener listener,
      EpisodeSequence sequence) {
    RolloutRequest.Builder request =
        RolloutCodec.toProto(List.of(), recording)
            .setEnvironmentId(id)
            .setOptions(OptionsCodec.toProto(keywords))
            .setPolicy(policy);
    new RolloutShares(servers, request.build(), numEnvs, seeds, listener, sequence).run();
  }

  private Optional<io.papilio.protocol.v1.Policy> message(Policy policy) {
    return servers.stream().allMatch(EnvironmentChannel::hasRollouts)
        ? PolicyCodec.toProto(policy, spec())
        : Optional.empty();
  }

  private Rollout lockstep() {
    if (lockstep == null) {
      lockstep =
          ServerFleet.firstAvailable(
              servers, server -> server.vector(id, keywords, numEnvs, AutoresetMode.NEXT_STEP));
    }
    return new Rollout(lockstep);
  }
}
