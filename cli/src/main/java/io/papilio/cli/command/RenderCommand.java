package io.papilio.cli.command;

import io.papilio.artifacts.file.AtomicFile;
import io.papilio.artifacts.run.RunManifest;
import io.papilio.cli.animation.GifAnimation;
import io.papilio.cli.animation.Playback;
import io.papilio.cli.config.RenderConfig;
import io.papilio.cli.options.RecordOptions;
import io.papilio.cli.source.EnvironmentSources;
import io.papilio.cli.source.PolicySource;
import io.papilio.cli.terminal.TerminalProgress;
import io.papilio.core.env.Frame;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.image.Png;
import io.papilio.core.provenance.Digest;
import io.papilio.core.validation.Require;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.EnvironmentSource;
import io.papilio.core.vector.VectorEnvironment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what a policy does. */
@Command(
    name = "render",
    description = "Draw an environment while a policy acts; write an animated GIF, or PNG files.",
    mixinStandardHelpOptions = true)
public final class RenderCommand implements Callable<Integer>, RecordOptions.Configured {
  @Spec private CommandSpec command;

  @Override
  public Record defaults() {
    return RenderConfig.DEFAULTS;
  }

  @Override
  public Integer call() {
    RenderConfig config = RecordOptions.read(command, RenderConfig.DEFAULTS);
    try (EnvironmentSource source =
            EnvironmentSources.open(
                config.connection(), config.environment(), command.commandLine().getErr());
        VectorEnvironment environment =
            source.vector(config.env(), size(source, config), 1, AutoresetMode.SAME_STEP)) {
      PolicySource policy =
          PolicySource.of(environment.spec(), config.environment(), config.policy(), config.seed());
      Map<String, Digest> inputs = config.environment().keywords().inputs(policy.inputs());
      RunManifest manifest = Manifests.begin(command, source, config, config.seed(), inputs);
      Playback show =
          new Playback(environment, policy.policy(), config.seed(), config.frames().fps());
      List<Path> files = config.isAnimation() ? animation(show, config) : pictures(show, config);
      Manifests.write(manifest, config.stem() + "." + RunManifest.FILE_NAME, files);
      report(files);
    }
    return 0;
  }

  /** The size as keywords; an environment that cannot be rendered is rejected before it is made. */
  private static KeywordArguments size(EnvironmentSource source, RenderConfig config) {
    List<String> modes = source.spec(config.env(), KeywordArguments.NONE).rendering().modes();
    Require.that(!modes.isEmpty(), "env", config.env(), "an environment that can be shown");
    Map<String, Object> size = new LinkedHashMap<>();
    if (config.frames().width() > 0) {
      size.put("width", (double) config.frames().width());
    }
    if (config.frames().height() > 0) {
      size.put("height", (double) config.frames().height());
    }
    return new KeywordArguments(size);
  }

  private List<Path> animation(Playback show, RenderConfig config) {
    GifAnimation gif = new GifAnimation();
    forEachFrame(show, config, (number, frame) -> gif.add(frame, show.centiseconds()));
    AtomicFile.write(config.path(), gif.encode());
    return List.of(config.path());
  }

  private List<Path> pictures(Playback show, RenderConfig config) {
    List<Path> files = new ArrayList<>();
    forEachFrame(
        show,
        config,
        (number, frame) -> {
          String name = String.format(Locale.ROOT, "%s-%04d.png", config.stem(), number);
          Path file = config.path().resolveSibling(name);
          AtomicFile.write(file, Png.encode(frame));
          files.add(file);
        });
    return files;
  }

  private interface FrameConsumer {
    void accept(int number, Frame frame);
  }

  private void forEachFrame(Playback show, RenderConfig config, FrameConsumer consumer) {
    int total = Math.max(1, (config.steps() + show.stepsPerFrame() - 1) / show.stepsPerFrame());
    try (TerminalProgress progress =
        new TerminalProgress(command.commandLine().getErr(), "frames")) {
      // An interrupt ends the show early; what has been seen is written.
      for (int i = 0; i < total && !(i > 0 && progress.stopRequested()); i++) {
        consumer.accept(i, show.next());
        progress.advance(i + 1, total, "");
      }
    }
  }

  private void report(List<Path> files) {
    long bytes = files.stream().mapToLong(file -> file.toFile().length()).sum();
    String name = files.get(0) + (files.size() > 1 ? " to " + files.get(files.size() - 1) : "");
    command.commandLine().getOut().printf(Locale.ROOT, "%s: %,d KB%n", name, bytes / 1000);
  }
}
