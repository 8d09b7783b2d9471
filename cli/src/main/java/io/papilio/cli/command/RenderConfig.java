package io.papilio.cli.command;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;
import io.papilio.expert.shipped.ShippedExperts;
import java.nio.file.Path;

/** Settings of {@code ./papilio render}. */
record RenderConfig(
    @Setting("environment to show") String env,
    @Setting("what acts: expert, the shipped one; random; or a file of an actor or an imitator")
        String policy,
    @Setting(
            "file to write: .gif, or .png, which gives one numbered file per frame; without it"
                + " ENV.gif")
        String out,
    @Setting("environment steps to show; after the end of an episode comes the next one") int steps,
    @Setting("seed of the first episode and of random actions") long seed,
    @Setting("frames per second of simulated time, rounded to whole environment steps") int fps,
    @Setting("width of a frame, pixels") int width,
    @Setting("height of a frame, pixels") int height,
    @Setting("host:port of a running server; without it one is embedded") String server,
    SecurityConfig security) {
  static final String GIF = ".gif";
  static final String PNG = ".png";
  static final RenderConfig DEFAULTS =
      new RenderConfig(
          ShippedExperts.CANONICAL,
          PolicyChoice.EXPERT.text(),
          "",
          500,
          0,
          25,
          480,
          480,
          "",
          SecurityConfig.DEFAULTS);

  RenderConfig {
    Require.positive(steps, "steps");
    Require.nonNegative(seed, "seed");
    // A GIF counts in hundredths of a second, and browsers take less than two for ten.
    Require.that(fps > 0 && fps <= 50, "fps", fps, "1 to 50");
    Require.positive(width, "width");
    Require.positive(height, "height");
    Require.that(
        out.isEmpty() || out.endsWith(GIF) || out.endsWith(PNG), "out", out, "a .gif or a .png");
  }

  Path path() {
    return Path.of(out.isEmpty() ? EnvironmentSpec.fileName(env) + GIF : out);
  }

  boolean isAnimation() {
    return !out.endsWith(PNG);
  }

  /** The file's name without its ending. */
  String stem() {
    String name = path().getFileName().toString();
    return name.substring(0, name.length() - GIF.length());
  }
}
