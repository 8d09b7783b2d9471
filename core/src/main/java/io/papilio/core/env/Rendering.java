package io.papilio.core.env;

import java.util.List;

/**
 * The ways in which an environment can be shown.
 *
 * @param modes Gymnasium's render modes; empty if it cannot be rendered
 * @param framesPerSecond of simulated time; 0 if it cannot be rendered
 */
public record Rendering(List<String> modes, int framesPerSecond) {
  public static final Rendering NONE = new Rendering(List.of(), 0);

  public Rendering {
    modes = List.copyOf(modes);
  }
}
