package io.papilio.envserver.model;

import io.papilio.core.env.Keyword;
import java.util.List;
import java.util.stream.Stream;

/** Which of Gymnasium's two generations of MuJoCo environments an id belongs to. */
public enum Version {
  /** Kept for comparison with older results; the number of physics steps is fixed. */
  V4,
  V5;

  /**
   * The keywords of this version.
   *
   * @param both those of both versions
   * @param added those that version 5 adds
   */
  public List<Keyword<?>> keywords(List<Keyword<?>> both, Keyword<?>... added) {
    return this == V4 ? both : Stream.concat(both.stream(), Stream.of(added)).toList();
  }

  /** A keyword that version 5 adds, as it stands in a formula: in version 4 by its default. */
  public String symbol(Keyword<?> added) {
    return this == V4 ? added.defaultText() : added.name();
  }
}
