package io.papilio.learner.imitator;

import io.papilio.core.policy.PolicyBinding;
import io.papilio.core.validation.InvalidValueException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The binding of an imitator as metadata of a weights file; sizes of 1 are left out. */
final class BindingMetadata {
  static final String PREVIOUS_ACTION = "previous_action";
  private static final String HISTORY = "history";
  private static final String CHUNK = "chunk";

  /** Memory for a window is taken before anything else says how long it is. */
  private static final int LARGEST = 1 << 16;

  private BindingMetadata() {}

  static Map<String, String> of(PolicyBinding binding) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(PREVIOUS_ACTION, Boolean.toString(binding.previousAction()));
    if (binding.history() > 1) {
      metadata.put(HISTORY, Integer.toString(binding.history()));
    }
    if (binding.chunk() > 1) {
      metadata.put(CHUNK, Integer.toString(binding.chunk()));
    }
    return metadata;
  }

  static PolicyBinding read(Path file, Map<String, String> metadata) {
    return PolicyBinding.PLAIN
        .withPreviousAction(!"false".equals(metadata.get(PREVIOUS_ACTION)))
        .withHistory(number(file, metadata, HISTORY))
        .withChunk(number(file, metadata, CHUNK));
  }

  /** A number from 1 to 2^16, 1 if it is left out. */
  static int number(Path file, Map<String, String> metadata, String name) {
    String text = metadata.getOrDefault(name, "1");
    try {
      int number = Integer.parseInt(text);
      if (number > 0 && number <= LARGEST) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below.
    }
    throw new InvalidValueException(file + ": metadata " + name, text, "1 to " + LARGEST);
  }
}
