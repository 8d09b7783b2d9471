package io.papilio.learner.text;

import io.papilio.core.validation.Require;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** Documents of plain text, in the same order every time. */
public interface TextCorpus {
  /** The novels of Jane Austen, from a Debian package. */
  String AUSTEN = "austen";

  /** Short stories of a grammar. */
  String STORIES = "stories";

  /** Passes every document to an action, one after the other. */
  void forEach(Consumer<String> action);

  /** The logarithm of the probability of a document, where the corpus is a distribution. */
  default OptionalDouble logLikelihood(String document) {
    return OptionalDouble.empty();
  }

  /**
   * Opens a corpus.
   *
   * @param nameOrFolder {@value #AUSTEN}, {@value #STORIES}, or a folder with .txt and .jsonl files
   * @throws io.papilio.core.validation.InvalidValueException when it is none of them, or the corpus
   *     cannot be had
   */
  static TextCorpus open(String nameOrFolder) {
    return switch (nameOrFolder) {
      case AUSTEN -> TextFolder.open(AustenNovels.folder());
      case STORIES -> new StoryCorpus();
      default -> {
        Path folder = Path.of(nameOrFolder);
        String names = "a folder, or " + AUSTEN + " or " + STORIES;
        Require.that(Files.isDirectory(folder), "text", nameOrFolder, names);
        yield TextFolder.open(folder);
      }
    };
  }
}
