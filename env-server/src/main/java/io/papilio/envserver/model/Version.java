package io.papilio.envserver.model;

import io.papilio.core.env.KeywordArguments;
import java.util.ArrayList;
import java.util.List;

/** Which of Gymnasium's two generations of MuJoCo environments an id belongs to. */
public enum Version {
  /** Kept for comparison with older results; the number of physics steps is fixed. */
  V4,
  V5;

  /**
   * Refuses keywords other than these, those of all MuJoCo environments and, in version 5, {@code
   * frame_skip} and {@code xml_file}.
   */
  public void checkKnown(KeywordArguments options, List<String> keywords) {
    List<String> known = new ArrayList<>(keywords);
    known.addAll(ViewKeywords.of(this));
    if (this == V5) {
      known.add("frame_skip");
      known.add("xml_file");
    }
    options.checkKnown(known);
  }
}
