package io.papilio.cli.config;

import io.papilio.cli.source.ConnectionConfig;
import io.papilio.cli.source.EnvironmentConfig;
import io.papilio.cli.source.PolicyChoice;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.Require;
import java.nio.file.Path;

/** Settings of {@code ./papilio render}. */
public record RenderConfig(
    EnvironmentConfig environment,
    @Setting("what acts: expert (the shipped one), random, zero, or a file of a policy")
        @DefaultValue(PolicyChoice.EXPERT_WORD)
        String policy,
    @Setting("file to write: .gif, or .png for one numbered file per frame; by default ENV.gif")
        String out,
    @Setting("environment steps to show; episodes follow one another") @DefaultValue("500")
        int steps,
    @Setting("seed of the first episode and of random actions") @DefaultValue("0") long seed,
    @Setting("Frames") Frames frames,
    @Setting("Connection") ConnectionConfig connection) {
  public static final String GIF = ".gif";
  public static final String PNG = ".png";
  public static final RenderConfig DEFAULTS = Settings.defaults(RenderConfig.class);

  /** Size and rate of the frames. */
  public record Frames(
      @Setting("frames per second of simulated time, rounded to whole environment steps")
          @DefaultValue("25")
          int fps,
      @Setting("width, pixels; 0 stands for the environment's own") @DefaultValue("0") int width,
      @Setting("height, pixels; 0 stands for the environment's own") @DefaultValue("0")
          int height) {
    public Frames {
      // A GIF counts in hundredths of a second, and browsers take less than two for ten.
      Require.within(fps, 1, 50, "fps");
      Require.nonNegative(width, "width");
      Require.nonNegative(height, "height");
    }
  }

  public RenderConfig {
    Require.positive(steps, "steps");
    Require.nonNegative(seed, "seed");
    Require.that(
        out.isEmpty() || out.endsWith(GIF) || out.endsWith(PNG), "out", out, "a .gif or a .png");
  }

  public Path path() {
    return Path.of(out.isEmpty() ? EnvironmentSpec.fileName(env()) + GIF : out);
  }

  public boolean isAnimation() {
    return !out.endsWith(PNG);
  }

  /** The file's name without its ending. */
  public String stem() {
    String name = path().getFileName().toString();
    return name.substring(0, name.length() - GIF.length());
  }

  /** The environment's id. */
  public String env() {
    return environment.env();
  }
}
