package io.papilio.learner.text;

import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** 10,000 stories of a grammar, 2 million characters: a corpus that needs no download. */
final class StoryCorpus implements TextCorpus {
  static final int STORIES_DRAWN = 10_000;

  private final StoryGrammar grammar = new StoryGrammar();

  @Override
  public void forEach(Consumer<String> action) {
    NumpyGenerator generator = RandomStreams.of(0).stream("stories");
    for (int i = 0; i < STORIES_DRAWN; i++) {
      action.accept(grammar.draw(generator));
    }
  }

  @Override
  public OptionalDouble logLikelihood(String document) {
    return OptionalDouble.of(grammar.logLikelihood(document));
  }
}
