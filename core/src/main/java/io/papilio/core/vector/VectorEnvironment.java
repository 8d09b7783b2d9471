package io.papilio.core.vector;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Frame;
import io.papilio.core.env.RenderMode;
import io.papilio.core.space.Element;
import java.util.List;
import java.util.stream.IntStream;

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

  /**
   * One snapshot per environment, as {@link Environment#snapshot} makes them. Changes nothing. The
   * autoreset mode is no part of a snapshot.
   *
   * @throws EnvironmentException RESET_NEEDED before the first reset and after a failure;
   *     UNSUPPORTED when these environments have no snapshots
   */
  default List<byte[]> snapshot() {
    throw EnvironmentException.unsupported(spec(), "snapshots");
  }

  /**
   * Continues from snapshots, whatever happened before; a rejection leaves all as they were.
   *
   * <p>With SAME_STEP, an environment whose snapshot was made after the end of an episode begins
   * the next one at once, as a step that ends an episode does.
   *
   * @param snapshots one per environment; an empty one leaves its environment alone
   * @return the newest time step of every environment
   * @throws io.papilio.core.validation.InvalidValueException when bytes are damaged
   * @throws EnvironmentException SNAPSHOT_MISMATCH when they are of another environment, other
   *     keyword arguments or another version of what decides the numbers; RESET_NEEDED when some
   *     environment is left alone before the first reset or after a failure; UNSUPPORTED when these
   *     environments have no snapshots
   */
  default VectorTimeStep restore(List<byte[]> snapshots) {
    throw EnvironmentException.unsupported(spec(), "snapshots");
  }

  /**
   * Copies environments onto others: a snapshot and a restore without the bytes.
   *
   * @param sources environment i continues as a copy of environment {@code sources[i]}, with the
   *     generator and all; i itself leaves it alone. Shape: [n]
   * @return the newest time step of every environment
   * @throws EnvironmentException RESET_NEEDED before the first reset and after a failure;
   *     UNSUPPORTED when these environments have no snapshots
   */
  default VectorTimeStep fork(int[] sources) {
    throw EnvironmentException.unsupported(spec(), "snapshots");
  }

  /** Frames of the current states of all environments, in their order. Changes nothing. */
  default List<Frame> render(RenderMode mode) {
    return render(mode, IntStream.range(0, size()).boxed().toList());
  }

  /**
   * Frames of the current states of some environments. Changes nothing.
   *
   * @param indices which environments, in the order of the answer
   * @throws EnvironmentException RESET_NEEDED before the first reset and after a failure;
   *     UNSUPPORTED when these environments have no render mode; RENDERING_UNAVAILABLE when the
   *     machine cannot render
   * @throws io.papilio.core.validation.InvalidValueException when the spec has other modes only, or
   *     for an index of no environment
   */
  default List<Frame> render(RenderMode mode, List<Integer> indices) {
    throw EnvironmentException.unsupported(spec(), "rendering");
  }

  @Override
  void close();
}
