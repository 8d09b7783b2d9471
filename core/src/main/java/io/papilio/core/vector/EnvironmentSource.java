package io.papilio.core.vector;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import java.util.List;
import java.util.Map;

/**
 * Environments by id: those of this process, or those of a server. Whatever runs episodes takes its
 * environments from here, and computes the same with either.
 */
public interface EnvironmentSource extends AutoCloseable {
  /** The specs of all environments without keywords, ordered by id. */
  List<EnvironmentSpec> specs();

  /**
   * The spec of an environment with these keywords.
   *
   * @throws io.papilio.core.env.EnvironmentException UNKNOWN_ENVIRONMENT for an unknown id
   * @throws io.papilio.core.validation.InvalidValueException for an unknown or bad keyword
   */
  EnvironmentSpec spec(String id, KeywordArguments keywords);

  /**
   * A vector of {@code size} environments with these keywords, whose time steps have no infos.
   * Rejects what {@link #spec} rejects.
   */
  VectorEnvironment vector(String id, KeywordArguments keywords, int size, AutoresetMode mode);

  /** Environments without keywords, in Gymnasium's default autoreset mode. */
  default VectorEnvironment vector(String id, int size) {
    return vector(id, KeywordArguments.NONE, size, AutoresetMode.NEXT_STEP);
  }

  /** Versions of the libraries that decide the numbers, for example {@code mujoco} to 3.14.0. */
  Map<String, String> libraries();

  /** Where the environments run, for people. */
  String describe();

  /** Frees the connection, if there is one; vectors are closed by those who opened them. */
  @Override
  void close();
}
