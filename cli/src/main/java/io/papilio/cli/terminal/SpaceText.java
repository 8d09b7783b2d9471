package io.papilio.cli.terminal;

import io.papilio.core.space.Box;
import io.papilio.core.space.Discrete;
import io.papilio.core.space.Space;

/** A space in a few words, for tables in the terminal. */
public final class SpaceText {
  private SpaceText() {}

  public static String of(Space space) {
    if (space instanceof Box box) {
      return "Box" + box.shape() + " " + box.dtype().numpyName();
    } else if (space instanceof Discrete discrete) {
      return "Discrete(" + discrete.n() + ")";
    }
    return space.getClass().getSimpleName();
  }
}
