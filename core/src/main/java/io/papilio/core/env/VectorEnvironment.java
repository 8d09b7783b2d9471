package io.papilio.core.env;

/**
 * Several environments of one kind, stepped together (Gymnasium's vector environment). Not safe for
 * use by several threads at once.
 */
public interface VectorEnvironment extends AutoCloseable {
  /** Of one environment; batches have one more axis in front. */
  EnvironmentSpec spec();

  /** Number of environments, n below. */
  int size();

  AutoresetMode autoresetMode();

  /** Begins episodes in all environments, or in those of the mask. */
  VectorTimeStep reset(VectorResetRequest request);

  /**
   * Takes one action in each environment.
   *
   * @param actions batch of actions. Shape: [n, ...]
   */
  VectorTimeStep step(Element actions);

  @Override
  void close();
}
