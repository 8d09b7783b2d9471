package io.papilio.learner.diagnostics;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;
import java.util.List;

/**
 * Maps of return and loss around the averages of the iterates, theta + i s d1 + j s d2 for i, j =
 * -radius ... radius.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", Figures 1, 6 and 13.
 */
public record LandscapeConfig(
    @Setting(
            value = "steps at which maps are made, for example 5000,6000",
            name = "landscape-steps")
        List<Long> steps,
    @Setting(value = "lattice points on each side of the iterate", name = "landscape-radius")
        @DefaultValue("20")
        int radius,
    @Setting(
            value = "s, distance of lattice points in units of the directions",
            name = "landscape-spacing")
        @DefaultValue("3e-4")
        double spacing,
    @Setting(
            value =
                "directions: gradients of two minibatches, or random ones scaled as the weights",
            name = "landscape-directions")
        @DefaultValue("gradient")
        Directions directions) {
  /** Of the axes d1 and d2. */
  public enum Directions {
    /** Gradients of the loss on two minibatches. */
    GRADIENT,
    /**
     * Normal, every tensor scaled to the norm of the iterate's (Li et al., "Visualizing the Loss
     * Landscape of Neural Nets", 2018, section 4, with a tensor in the place of a filter).
     */
    RANDOM
  }

  public LandscapeConfig {
    steps = List.copyOf(steps);
    Require.within(radius, 1, LandscapeMap.LARGEST_RADIUS, "radius");
    Require.positive(spacing, "spacing");
  }
}
