package io.papilio.cli;

import io.papilio.core.env.Box;
import io.papilio.core.env.Discrete;
import io.papilio.core.env.Space;

/** A space in a few words, for tables in the terminal. */
final class SpaceText {
  private SpaceText() {}

  static String of(Space space) {
    if (space instanceof Box box) {
      return "Box" + box.shape() + " " + box.dtype().numpyName();
    } else if (space instanceof Discrete discrete) {
      return "Discrete(" + discrete.n() + ")";
    }
    return space.getClass().getSimpleName();
  }
}
