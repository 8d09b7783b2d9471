package io.papilio.learner.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.random.NumpyGenerator;
import org.junit.jupiter.api.Test;

class StoryGrammarTest {
  private final StoryGrammar grammar = new StoryGrammar();

  @Test
  void likelihoodIsTheProductOfTheChoices() {
    String story =
        "One windy morning Anna went to the lake. Every day she wanted to swim."
            + " But she lost the way to the hill. So she sat down and thought of the red kite."
            + " From then on Anna and the owl were friends.";
    double choices =
        8 // Anna
            * (3 * 4 * 6.0) // opening, weather, place
            * (4 * 6) // wish, deed
            * (4 * 6) // trouble, place
            * (3 * 5 * 6) // help, color, thing
            * (3 * 8); // ending, animal
    assertEquals(-Math.log(choices), grammar.logLikelihood(story), 1e-12);
  }

  @Test
  void everyDrawnStoryIsPossibleAndNothingElse() {
    NumpyGenerator generator = NumpyGenerator.ofSeed(1);
    for (int i = 0; i < 50; i++) {
      String story = grammar.draw(generator);
      assertTrue(Double.isFinite(grammar.logLikelihood(story)), story);
      assertEquals(Double.NEGATIVE_INFINITY, grammar.logLikelihood(story + " "));
      assertEquals(Double.NEGATIVE_INFINITY, grammar.logLikelihood(story.replace(".", "!")));
    }
  }
}
