package io.papilio.core.wrapper;

import io.papilio.core.env.KeywordArguments;
import io.papilio.core.validation.Require;

/**
 * A wrapper by its name, with keyword arguments of its constructor.
 *
 * @param name Gymnasium's, for example {@code ClipAction}; {@code FrameStack} and {@code
 *     ActionRepeat} become {@code FrameStackObservation} and {@code RepeatAction}
 */
public record NamedWrapper(String name, KeywordArguments keywords) {
  public NamedWrapper {
    Require.that(!name.isBlank(), "wrapper", "'" + name + "'", "one of " + Wrappers.names());
    name = Wrappers.canonical(name);
  }

  public static NamedWrapper of(String name) {
    return new NamedWrapper(name, KeywordArguments.NONE);
  }

  /** As one text, the same for equal wrappers. */
  public String canonical() {
    return name + keywords.canonical();
  }
}
