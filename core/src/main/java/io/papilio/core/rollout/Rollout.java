package io.papilio.core.rollout;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.policy.Actor;
import io.papilio.core.policy.Policy;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.Require;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorResetRequest;
import io.papilio.core.vector.VectorTimeStep;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Runs policies in n environments in lockstep.
 *
 * <p>Episodes come in waves of n: every environment is reset with its seed, and the wave lasts
 * until the first episode of each has ended. What an environment does after that (the automatic
 * reset of {@link AutoresetMode#NEXT_STEP}) is ignored, so that an episode depends on its seed and
 * the policy alone. Only the trajectories of one wave are in memory at a time.
 */
public final class Rollout implements RolloutRunner {
  private final VectorEnvironment environments;

  /**
   * @param environments with {@link AutoresetMode#NEXT_STEP} and observations of one array; stays
   *     the caller's to close
   */
  public Rollout(VectorEnvironment environments) {
    AutoresetMode mode = environments.autoresetMode();
    Require.that(mode == AutoresetMode.NEXT_STEP, "autoresetMode", mode, "NEXT_STEP");
    environments.spec().requireArrayObservations();
    this.environments = environments;
  }

  @Override
  public EnvironmentSpec spec() {
    return environments.spec();
  }

  @Override
  public List<EpisodeStatistics> run(
      Policy policy, List<BigInteger> seeds, RolloutListener listener) {
    List<EpisodeStatistics> ended = new ArrayList<>();
    forEachEpisode(policy, seeds, listener, false, episode -> ended.add(episode.statistics()));
    return List.copyOf(ended);
  }

  @Override
  public void record(
      Policy policy, List<BigInteger> seeds, RolloutListener listener, Consumer<Trajectory> sink) {
    forEachEpisode(policy, seeds, listener, true, episode -> sink.accept(episode.trajectory()));
  }

  private void forEachEpisode(
      Policy policy,
      List<BigInteger> seeds,
      RolloutListener listener,
      boolean recording,
      Consumer<EpisodeRecorder> consumer) {
    int n = environments.size();
    for (int first = 0; first < seeds.size(); first += n) {
      List<BigInteger> wave = seeds.subList(first, Math.min(first + n, seeds.size()));
      String stopped = "stopped after " + first + " of " + seeds.size() + " episodes";
      for (EpisodeRecorder episode : play(policy, wave, listener, stopped, recording)) {
        consumer.accept(episode);
        listener.onEpisode(episode.statistics());
      }
    }
  }

  /** Diverged physics end a whole wave; episode by episode, they end the one that they are in. */
  private List<EpisodeRecorder> play(
      Policy policy,
      List<BigInteger> wave,
      RolloutListener listener,
      String stopped,
      boolean recording) {
    List<EpisodeRecorder> episodes =
        IntStream.range(0, wave.size())
            .mapToObj(i -> new EpisodeRecorder(wave.get(i), i, recording))
            .toList();
    try {
      play(policy, wave, listener, stopped, episodes);
      return episodes;
    } catch (EnvironmentException.PhysicsDiverged e) {
      if (recording) {
        throw e;
      }
      if (wave.size() > 1) {
        return wave.stream()
            .flatMap(seed -> play(policy, List.of(seed), listener, stopped, false).stream())
            .toList();
      }
      episodes.get(0).diverged();
      return episodes;
    }
  }

  private void play(
      Policy policy,
      List<BigInteger> wave,
      RolloutListener listener,
      String stopped,
      List<EpisodeRecorder> episodes) {
    List<BigInteger> seeds = oneForEach(wave);
    VectorTimeStep now = environments.reset(VectorResetRequest.seeded(seeds));
    for (EpisodeRecorder episode : episodes) {
      episode.began(spec(), now);
    }
    Actor actor = policy.begin(seeds);
    for (int step = 1; episodes.stream().anyMatch(episode -> !episode.hasEnded()); step++) {
      if (listener.stopRequested()) {
        throw new RunInterruptedException(stopped);
      }
      Tensor actions = actor.act(now.observations().asTensor());
      episodes.stream().filter(e -> !e.hasEnded()).forEach(e -> e.acts(spec(), actions));
      now = environments.step(actions);
      for (EpisodeRecorder episode : episodes) {
        if (!episode.hasEnded()) {
          episode.stepped(spec(), actions, now);
        }
      }
      listener.onStep(step);
    }
  }

  /** The last seed fills up a wave that is smaller than n; those episodes are ignored. */
  private List<BigInteger> oneForEach(List<BigInteger> wave) {
    return IntStream.range(0, environments.size())
        .mapToObj(i -> wave.get(Math.min(i, wave.size() - 1)))
        .toList();
  }
}
