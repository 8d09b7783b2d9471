package io.papilio.learner.evaluation;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.policy.Policy;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.rollout.RolloutListener;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.Require;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Scores policies on fixed seeds, always the same ones, against the expert's episodes on those
 * seeds. The seeds decide the initial states, the only randomness of an evaluation.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", appendix B.1, "Evaluating the behavior cloner".
 */
public final class PolicyEvaluator {
  private final RolloutRunner runner;
  private final List<BigInteger> seeds;
  private final double expertReturn;

  /**
   * @param runner fastest with as many environments as there are seeds
   * @param expertReturn the expert's mean return, of whatever episodes of it there are
   */
  public PolicyEvaluator(RolloutRunner runner, List<BigInteger> seeds, double expertReturn) {
    Require.that(!seeds.isEmpty(), "evaluation seeds", 0, "at least 1");
    this.runner = runner;
    this.seeds = List.copyOf(seeds);
    this.expertReturn = expertReturn;
    Require.that(expertReturn != 0, "the expert's mean return", 0, "not 0, to divide by");
  }

  /** The expert's mean return, which normalized rewards are relative to. */
  public double expertReturn() {
    return expertReturn;
  }

  /** Of the environments. */
  public EnvironmentSpec spec() {
    return runner.spec();
  }

  /** Runs one episode per seed, the actions clipped to the action space. */
  public PolicyScore evaluate(Policy policy) {
    return evaluateAll(List.of(policy)).get(0);
  }

  /** Evaluates several policies in one call, which is faster than one after the other. */
  public List<PolicyScore> evaluateAll(List<Policy> policies) {
    List<Policy> clipped =
        policies.stream().map(policy -> policy.within(spec().actionSpace())).toList();
    return runner.runAll(clipped, seeds, RolloutListener.SILENT).stream().map(this::score).toList();
  }

  /**
   * The same, with the trajectories of the episodes.
   *
   * @param sink receives them in the order of the seeds
   * @throws io.papilio.core.env.EnvironmentException.PhysicsDiverged when physics diverge
   */
  public PolicyScore evaluate(Policy policy, Consumer<Trajectory> sink) {
    List<EpisodeStatistics> episodes = new ArrayList<>();
    runner.record(
        policy.within(spec().actionSpace()),
        seeds,
        RolloutListener.SILENT,
        trajectory -> {
          episodes.add(EpisodeStatistics.of(trajectory));
          sink.accept(trajectory);
        });
    return score(episodes);
  }

  /** Runs one episode with the first seed. */
  public EpisodeStatistics firstEpisode(Policy policy) {
    return runner.run(policy.within(spec().actionSpace()), seeds.subList(0, 1)).get(0);
  }

  private PolicyScore score(List<EpisodeStatistics> episodes) {
    return new PolicyScore(episodes, EpisodeStatistics.meanReturn(episodes) / expertReturn);
  }
}
