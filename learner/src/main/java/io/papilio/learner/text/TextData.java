package io.papilio.learner.text;

import io.papilio.core.random.RandomStreams;
import io.papilio.core.validation.Require;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * A corpus as tokens, split by document.
 *
 * @param training documents to learn from
 * @param validation documents of the validation loss
 * @param prompts documents that prompts are taken from
 */
public record TextData(
    Tokenizer tokenizer, TokenFile training, TokenFile validation, TokenFile prompts) {
  /** The tokenizer, in the directory of the data. Written last: with it the data are complete. */
  public static final String TOKENIZER = "tokenizer.json";

  private static final String TRAINING = "training.tokens";
  private static final String VALIDATION = "validation.tokens";
  private static final String PROMPTS = "prompts.tokens";

  /**
   * Opens the data in a directory, which are made where they are missing.
   *
   * @param summary of the corpus
   */
  public static TextData prepare(
      Path directory, TextCorpus corpus, CorpusSummary summary, TextConfig config) {
    Path tokenizer = directory.resolve(TOKENIZER);
    if (Files.notExists(tokenizer)) {
      write(directory, corpus, summary, config);
    }
    return open(directory);
  }

  /** Opens the data that {@link #prepare} has made in a directory. */
  public static TextData open(Path directory) {
    return new TextData(
        TokenizerFile.read(directory.resolve(TOKENIZER)),
        TokenFile.open(directory.resolve(TRAINING)),
        TokenFile.open(directory.resolve(VALIDATION)),
        TokenFile.open(directory.resolve(PROMPTS)));
  }

  /**
   * The mean loss per token of the corpus's own distribution on the validation documents, in nats:
   * no model's is lower but by chance. Empty where it has none.
   */
  public OptionalDouble lowestLoss(TextCorpus corpus) {
    double sum = 0;
    int start = 0;
    for (int i = 0; i < validation.size(); i++) {
      if (validation.get(i) == Tokenizer.END) {
        int[] document = IntStream.range(start, i).map(validation::get).toArray();
        OptionalDouble likelihood = corpus.logLikelihood(tokenizer.decode(document));
        if (likelihood.isEmpty()) {
          return OptionalDouble.empty();
        }
        sum -= likelihood.getAsDouble();
        start = i + 1;
      }
    }
    return OptionalDouble.of(sum / validation.size());
  }

  private static void write(
      Path directory, TextCorpus corpus, CorpusSummary summary, TextConfig config) {
    int documents = summary.documents();
    Require.that(documents >= 3, "text", documents + " documents", "at least 3");
    int[] order = RandomStreams.of(0).stream("text-split").permutation(documents);
    int validation = share(config.validationFraction(), documents);
    int prompts = validation + share(config.promptFraction(), documents);
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": " + e.getMessage(), e);
    }
    Tokenizer tokenizer = tokenizer(corpus, summary, config.tokenizer());
    try (var training = new TokenFile.Writer(directory.resolve(TRAINING));
        var heldOut = new TokenFile.Writer(directory.resolve(VALIDATION));
        var toComplete = new TokenFile.Writer(directory.resolve(PROMPTS))) {
      int[] index = {0};
      corpus.forEach(
          document -> {
            int place = order[index[0]++];
            TokenFile.Writer set =
                place < validation ? heldOut : place < prompts ? toComplete : training;
            set.append(tokenizer.encode(document));
          });
    }
    TokenizerFile.write(directory.resolve(TOKENIZER), tokenizer);
  }

  private static int share(double fraction, int documents) {
    return (int) Math.max(1, Math.round(fraction * documents));
  }

  private static Tokenizer tokenizer(TextCorpus corpus, CorpusSummary summary, TokenizerKind kind) {
    if (kind instanceof TokenizerKind.BytePairs pairs) {
      BytePairTraining training = new BytePairTraining();
      corpus.forEach(training::add);
      return training.tokenizer(pairs.vocabulary());
    }
    int characters = summary.characters().codePointCount(0, summary.characters().length());
    Require.that(
        characters < TokenFile.MOST_TOKENS,
        "tokenizer",
        characters + " characters",
        "fewer than " + TokenFile.MOST_TOKENS + ", or bpe");
    return new CharacterTokenizer(summary.characters());
  }
}
