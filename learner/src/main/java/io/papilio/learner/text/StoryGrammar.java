package io.papilio.learner.text;

import io.papilio.core.random.NumpyGenerator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A probabilistic context-free grammar of short stories for children. Every alternative of a rule
 * is as likely as the others; the hero, who is drawn first, keeps name and pronoun. The likelihood
 * of a text is exact, which no judge of real text can give.
 */
final class StoryGrammar {
  private static final String STORY = "<story>";
  private static final Pattern PIECE = Pattern.compile("<[a-z]+>|[^<]+");

  private static final List<Hero> HEROES =
      List.of(
          new Hero("Anna", "she"),
          new Hero("Ben", "he"),
          new Hero("Clara", "she"),
          new Hero("David", "he"),
          new Hero("Ella", "she"),
          new Hero("Finn", "he"),
          new Hero("Grace", "she"),
          new Hero("Hugo", "he"));

  private static final Map<String, List<String>> RULES =
      Map.ofEntries(
          rule(STORY, "<opening> <wish> <trouble> <help> <ending>"),
          rule(
              "<opening>",
              "Once upon a time there was a <trait> child called <name>.",
              "One <weather> morning <name> went to the <place>.",
              "<name> lived near the <place> with a <trait> <animal>."),
          rule(
              "<wish>",
              "Every day <he> wanted to <deed>.",
              "<name> had a <color> <thing> and loved it.",
              "\"Let us <deed>,\" said <name> to the <animal>.",
              "That day <he> hoped to find a <color> <thing>."),
          rule(
              "<trouble>",
              "But the <thing> fell into the <place>.",
              "Then a <trait> <animal> took the <color> <thing>.",
              "Suddenly it was <weather> and <name> could not <deed>.",
              "But <he> lost the way to the <place>."),
          rule(
              "<help>",
              "A <trait> <animal> came and said, \"I will help you <deed>.\"",
              "<name> asked the <animal>, and together they began to <deed>.",
              "So <he> sat down and thought of the <color> <thing>."),
          rule(
              "<ending>",
              "In the end <name> was <mood>, and so was the <animal>.",
              "They went home to the <place> and were <mood>.",
              "From then on <name> and the <animal> were friends."),
          rule("<trait>", "little", "brave", "clever", "kind", "shy", "old"),
          rule("<weather>", "sunny", "rainy", "cold", "windy"),
          rule("<place>", "river", "forest", "garden", "hill", "market", "lake"),
          rule("<animal>", "fox", "bear", "rabbit", "owl", "mouse", "dog", "cat", "frog"),
          rule("<thing>", "ball", "boat", "kite", "hat", "drum", "cake"),
          rule("<color>", "red", "blue", "green", "yellow", "white"),
          rule("<deed>", "sing", "swim", "play", "climb a tree", "bake bread", "fly a kite"),
          rule("<mood>", "happy", "glad", "tired", "proud"));

  private record Hero(String name, String pronoun) {
    String in(String piece) {
      return piece.equals("<name>") ? name : piece.equals("<he>") ? pronoun : piece;
    }
  }

  private static Map.Entry<String, List<String>> rule(String symbol, String... alternatives) {
    return Map.entry(symbol, List.of(alternatives));
  }

  /** Draws a story. */
  String draw(NumpyGenerator generator) {
    Hero hero = HEROES.get(generator.integers(HEROES.size()));
    StringBuilder story = new StringBuilder();
    draw(STORY, hero, generator, story);
    return story.toString();
  }

  private void draw(String text, Hero hero, NumpyGenerator generator, StringBuilder story) {
    Matcher pieces = PIECE.matcher(text);
    while (pieces.find()) {
      String piece = hero.in(pieces.group());
      List<String> alternatives = RULES.get(piece);
      if (alternatives == null) {
        story.append(piece);
      } else {
        draw(alternatives.get(generator.integers(alternatives.size())), hero, generator, story);
      }
    }
  }

  /** The logarithm of the probability that a story is this text; -infinity if it cannot be. */
  double logLikelihood(String text) {
    double sum = 0;
    for (Hero hero : HEROES) {
      sum += after(STORY, hero, text, 0).getOrDefault(text.length(), 0.0) / HEROES.size();
    }
    return Math.log(sum);
  }

  /** Where the expansion of some pieces may end that begins in a text, with its probability. */
  private Map<Integer, Double> after(String symbols, Hero hero, String text, int start) {
    Map<Integer, Double> ends = new HashMap<>(Map.of(start, 1.0));
    Matcher pieces = PIECE.matcher(symbols);
    while (pieces.find()) {
      String piece = hero.in(pieces.group());
      List<String> alternatives = RULES.getOrDefault(piece, List.of());
      Map<Integer, Double> next = new HashMap<>();
      ends.forEach(
          (end, probability) -> {
            if (alternatives.isEmpty() && text.startsWith(piece, end)) {
              next.merge(end + piece.length(), probability, Double::sum);
            }
            for (String alternative : alternatives) {
              double factor = probability / alternatives.size();
              after(alternative, hero, text, end)
                  .forEach((to, p) -> next.merge(to, factor * p, Double::sum));
            }
          });
      ends = next;
    }
    return ends;
  }
}
