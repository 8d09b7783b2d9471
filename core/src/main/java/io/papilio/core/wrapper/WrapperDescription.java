package io.papilio.core.wrapper;

import io.papilio.core.env.Keyword;
import java.util.List;

/**
 * A description of a wrapper for people.
 *
 * @param name Gymnasium's, for example {@code ClipAction}
 * @param summary what it does in a short sentence without a full stop
 * @param keywords the keyword arguments of its constructor, apart from the environment
 */
public record WrapperDescription(String name, String summary, List<Keyword<?>> keywords) {
  public WrapperDescription {
    keywords = List.copyOf(keywords);
  }
}
