package io.papilio.envserver.policy;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;

/** What a server allows for the policies of rollouts; 0 means no limit. */
public record PolicyLimits(
    @Setting("uploaded policies of all connections together; 0 for no limit") @DefaultValue("256")
        int maxPolicies,
    @Setting("bytes of one policy; 0 for no limit") @DefaultValue("67108864") long maxPolicyBytes,
    @Setting("bytes of all policies together, of uploads and rollouts; 0 for no limit")
        @DefaultValue("536870912")
        long maxPoliciesBytes,
    @Setting("seconds without a rollout after which a policy is removed; 0 for never")
        @DefaultValue("1800")
        int policyLeaseSeconds,
    @Setting("threads that run rollouts; 0 for one per core") @DefaultValue("0")
        int rolloutThreads) {
  public PolicyLimits {
    Require.nonNegative(maxPolicies, "maxPolicies");
    Require.nonNegative(maxPolicyBytes, "maxPolicyBytes");
    Require.nonNegative(maxPoliciesBytes, "maxPoliciesBytes");
    Require.nonNegative(policyLeaseSeconds, "policyLeaseSeconds");
    Require.nonNegative(rolloutThreads, "rolloutThreads");
  }

  /** Number of threads that run rollouts. */
  public int threads() {
    return rolloutThreads > 0 ? rolloutThreads : Runtime.getRuntime().availableProcessors();
  }
}
