package io.papilio.protocol.compliance;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Reason;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.ZeroPolicy;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.rollout.Rollout;
import io.papilio.core.rollout.RolloutListener;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.space.Box;
import io.papilio.core.space.Discrete;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.protocol.client.RemoteRollout;
import io.papilio.protocol.contract.Expect;
import io.papilio.protocol.contract.NotApplicableException;
import io.papilio.protocol.policy.SentPolicy;
import io.papilio.protocol.v1.PolicyFormat;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rollouts, where a server has them. */
final class RolloutRules {
  private static final List<BigInteger> SEEDS = EpisodeSeeds.of(5, 4);
  private static final KeywordArguments SHORT =
      new KeywordArguments(Map.of("max_episode_steps", 20.0));

  private RolloutRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule("a rollout gives the episodes of a session", RolloutRules::agreement),
        new Rule("a rollout depends on no number of environments", RolloutRules::sizes),
        new Rule("an unknown policy is rejected by its reason", RolloutRules::unknownPolicy),
        new Rule("a policy that is no model is rejected by its name", RolloutRules::badPolicy));
  }

  private static void agreement(Subject subject) {
    Policy zero = policy(subject);
    try (VectorEnvironment session = subject.vector(SHORT, 2, AutoresetMode.NEXT_STEP);
        RolloutRunner rollout = runner(subject, 4)) {
      Expect.equal("episodes", record(rollout, zero), record(new Rollout(session), zero));
    }
  }

  private static void sizes(Subject subject) {
    Policy zero = policy(subject);
    try (RolloutRunner one = runner(subject, 1);
        RolloutRunner three = runner(subject, 3)) {
      Expect.equal("episodes", record(three, zero), record(one, zero));
    }
  }

  private static void unknownPolicy(Subject subject) {
    Policy zero = policy(subject);
    var named =
        io.papilio.protocol.v1.Policy.newBuilder()
            .setFormat(PolicyFormat.POLICY_FORMAT_NAMED)
            .setName("no such policy")
            .build();
    try (RolloutRunner runner = runner(subject, 1)) {
      Object episodes = runner.run(new SentPolicy(zero, named), SEEDS);
      throw new AssertionError("unknown policy: " + episodes + " (expected: a failure)");
    } catch (EnvironmentException e) {
      Expect.equal("unknown policy, reason", e.reason(), Reason.UNKNOWN_POLICY);
    }
  }

  private static void badPolicy(Subject subject) {
    Policy zero = policy(subject);
    var empty =
        io.papilio.protocol.v1.Policy.newBuilder()
            .setFormat(PolicyFormat.POLICY_FORMAT_ONNX)
            .build();
    try (RolloutRunner runner = runner(subject, 1)) {
      Object episodes = runner.run(new SentPolicy(zero, empty), SEEDS);
      throw new AssertionError("bad policy: " + episodes + " (expected: a failure)");
    } catch (InvalidValueException e) {
      boolean named = e.subject().startsWith("policy");
      Expect.that(named, "bad policy, subject", e.subject(), "policy...");
    }
  }

  /**
   * The zero policy.
   *
   * @throws NotApplicableException where no rollout acts
   */
  static Policy policy(Subject subject) {
    boolean applies =
        subject.channel().serverInfo().capabilities().contains("rollout")
            && subject.spec().observationSpace() instanceof Box
            && (subject.spec().actionSpace() instanceof Discrete
                || (subject.spec().actionSpace() instanceof Box box && box.dtype().isFloating()));
    if (!applies) {
      throw new NotApplicableException("no rollouts, or other spaces than vectors");
    }
    return new ZeroPolicy(subject.spec().actionSpace());
  }

  private static RolloutRunner runner(Subject subject, int numEnvs) {
    return new RemoteRollout(
        List.of(subject.channel()),
        subject.spec().id(),
        subject.keywords().overriddenBy(SHORT),
        numEnvs);
  }

  private static List<Trajectory> record(RolloutRunner runner, Policy policy) {
    List<Trajectory> trajectories = new ArrayList<>();
    runner.record(policy, SEEDS, RolloutListener.SILENT, trajectories::add);
    return trajectories;
  }
}
