package io.papilio.cli.config;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import java.nio.file.Path;
import java.util.Locale;

/** Settings of {@code ./papilio export}. */
public record ExportConfig(
    @Setting("average of the iterates to export, or posthoc:width=WIDTH to make one of any width")
        @DefaultValue("ema")
        String iterate,
    @Setting("format of the file") @DefaultValue("onnx") Format format,
    @Setting("file to write; by default ITERATE.FORMAT in the run's directory") String out) {
  public static final ExportConfig DEFAULTS = Settings.defaults(ExportConfig.class);

  /** Formats of policies. */
  public enum Format {
    ONNX,
    SAFETENSORS
  }

  public Path path(Path run) {
    return out.isEmpty()
        ? run.resolve(
            iterate.replaceAll("[:=]", "-") + "." + format.name().toLowerCase(Locale.ROOT))
        : Path.of(out);
  }
}
