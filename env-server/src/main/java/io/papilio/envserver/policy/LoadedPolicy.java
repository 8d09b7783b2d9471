package io.papilio.envserver.policy;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.policy.Policy;
import io.papilio.core.provenance.Digest;
import java.util.function.Function;

/**
 * A policy of a message, ready for any environment that it fits. It is freed when nobody holds it:
 * a new one is held by its maker.
 */
public final class LoadedPolicy {
  private final Function<EnvironmentSpec, Policy> policies;
  private final Digest digest;
  private final long bytes;
  private Runnable free;
  private int maxBatch = 64;
  private int holders = 1;

  /**
   * @param policies makes the policy for an environment, or rejects the environment
   * @param digest of the data
   * @param bytes of the data
   */
  LoadedPolicy(
      Function<EnvironmentSpec, Policy> policies, Digest digest, long bytes, Runnable free) {
    this.policies = policies;
    this.digest = digest;
    this.bytes = bytes;
    this.free = free;
  }

  /**
   * The policy in an environment.
   *
   * @throws io.papilio.core.validation.InvalidValueException if it does not fit
   */
  public Policy in(EnvironmentSpec spec) {
    return policies.apply(spec);
  }

  /**
   * Observations that it is given at a time, at most: between such batches a rollout notices that
   * it was canceled, and larger ones are hardly faster.
   */
  public int maxBatch() {
    return maxBatch;
  }

  LoadedPolicy withMaxBatch(int observations) {
    maxBatch = observations;
    return this;
  }

  public Digest digest() {
    return digest;
  }

  long bytes() {
    return bytes;
  }

  /** Adds what is to be done when it is freed. */
  synchronized void onFree(Runnable more) {
    Runnable before = free;
    free =
        () -> {
          before.run();
          more.run();
        };
  }

  synchronized LoadedPolicy hold() {
    holders++;
    return this;
  }

  /** Gives up one hold; the last one frees the policy. */
  public synchronized void release() {
    if (--holders == 0) {
      free.run();
    }
  }
}
