package io.papilio.envserver.catalog;

import io.papilio.core.env.KeywordArguments;
import io.papilio.core.validation.Require;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.wrapper.NamedWrapper;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/**
 * A vector to be made.
 *
 * @param keywords of each environment; their number is the size
 * @param wrappers of each environment, the first innermost
 * @param infoNames whether time steps have the info column of a name, as {@link
 *     io.papilio.core.env.InfoName#plain} writes it
 */
public record VectorRequest(
    String id,
    List<KeywordArguments> keywords,
    List<NamedWrapper> wrappers,
    AutoresetMode autoresetMode,
    Predicate<String> infoNames) {

  /** Equal environments without wrappers, with all infos. */
  public static VectorRequest of(
      String id, KeywordArguments keywords, int size, AutoresetMode autoresetMode) {
    return new VectorRequest(
        id,
        Collections.nCopies(Require.positive(size, "num_envs"), keywords),
        List.of(),
        autoresetMode,
        name -> true);
  }

  public VectorRequest withWrappers(List<NamedWrapper> others) {
    return new VectorRequest(id, keywords, others, autoresetMode, infoNames);
  }

  public VectorRequest withoutInfos() {
    return new VectorRequest(id, keywords, wrappers, autoresetMode, name -> false);
  }
}
