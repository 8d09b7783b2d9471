package io.papilio.core.env;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Names of info columns: the keys from the outermost dictionary down to the value, joined by dots.
 * A key's own "." is "~1" in a name and its "~" is "~0", as in JSON Pointer (RFC 6901); so {@code
 * episode.r} is the key "r" within "episode", and {@code reward~1total} the key "reward.total".
 */
public final class InfoName {
  private InfoName() {}

  /** The name of the value at these keys, the outermost first. */
  public static String of(String... keys) {
    return Arrays.stream(keys)
        .map(key -> key.replace("~", "~0").replace(".", "~1"))
        .collect(Collectors.joining("."));
  }

  /** The keys of a name, as the environment has them, the outermost first. */
  public static List<String> keys(String name) {
    return Arrays.stream(name.split("\\.", -1)).map(InfoName::plain).toList();
  }

  /**
   * A name to read and to ask for: the keys as the environment has them, joined by dots. It no
   * longer distinguishes dots in keys from dots between them.
   */
  public static String plain(String name) {
    return name.indexOf('~') < 0 ? name : name.replace("~1", ".").replace("~0", "~");
  }
}
