package io.papilio.laboratory.report.page;

import io.papilio.artifacts.run.HostRuntime;
import io.papilio.artifacts.run.Invocation;
import io.papilio.artifacts.run.RunManifest;
import io.papilio.core.provenance.SourceVersion;
import io.papilio.core.settings.SettingEntry;
import io.papilio.core.settings.Settings;
import io.papilio.laboratory.report.chart.MarkupWriter;
import io.papilio.laboratory.report.run.RunDescription;
import io.papilio.laboratory.report.summary.Numbers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The lower part of the page: how to repeat the run, its files, settings and manifest. */
final class ProvenanceSections {
  private final Path directory;
  private final String label;
  private final RunDescription description;
  private final Record defaults;
  private final MarkupWriter html;

  /**
   * @param directory where the page will lie; links are relative to it
   * @param defaults settings whose descriptions stand beside those of the run
   */
  ProvenanceSections(
      Path directory,
      String label,
      RunDescription description,
      Record defaults,
      MarkupWriter html) {
    this.directory = directory.toAbsolutePath().normalize();
    this.label = label;
    this.description = description;
    this.defaults = defaults;
    this.html = html;
  }

  /** Writes the sections of a run beside others, folded under its label. */
  void writeFolded() {
    html.open("section").line();
    html.open("details", "class", "of-run").element("summary", label).line();
    write();
    html.close().close().line();
  }

  void write() {
    description.manifest().ifPresent(this::writeCommand);
    writeFiles();
    if (!description.settings().isEmpty()) {
      writeSettings();
    }
    description.manifest().ifPresent(this::writeManifest);
  }

  private void writeCommand(RunManifest manifest) {
    SourceVersion source = manifest.source();
    boolean known = !source.commit().equals(SourceVersion.UNKNOWN);
    String checkout = known ? "git checkout " + source.commit() + "\n" : "";
    html.open("section").line();
    html.element("h2", "Reproduce").line();
    html.element("pre", checkout + manifest.invocation().shellLine()).line();
    if (source.dirty()) {
      String what =
          known
              ? "The sources differed from this commit when Papilio was built."
              : "The build knew no commit of its sources.";
      html.element("p", what + " The run may not repeat exactly.", "class", "note warning").line();
    }
    html.close().line();
  }

  private void writeFiles() {
    html.open("section").line();
    html.element("h2", "Files").line();
    html.open("ul", "class", "files").line();
    for (String name : description.files()) {
      html.open("li").element("a", name, "href", link(path(name)));
      html.element("span", size(name)).close().line();
    }
    html.close().close().line();
  }

  private void writeSettings() {
    Map<String, SettingEntry> known =
        Settings.of(defaults).entries().stream()
            .collect(Collectors.toMap(SettingEntry::path, entry -> entry));
    html.open("section").line();
    html.open("details").element("summary", "Settings").line();
    html.open("div", "class", "scroll").open("table", "class", "settings").open("tbody").line();
    description
        .settings()
        .forEach(
            (name, value) -> {
              Optional<SettingEntry> entry = Optional.ofNullable(known.get(name));
              html.open("tr").element("th", name, "scope", "row").element("td", value);
              html.element("td", entry.map(SettingEntry::description).orElse(""));
              html.close().line();
            });
    html.close().close().close().close().close().line();
  }

  private void writeManifest(RunManifest manifest) {
    Invocation invocation = manifest.invocation();
    HostRuntime runtime = manifest.runtime();
    html.open("section").line();
    html.open("details").element("summary", "Manifest").line();
    html.open("div", "class", "scroll").open("table", "class", "settings").open("tbody").line();
    row("Papilio", manifest.source().describe());
    row("seed", Long.toString(invocation.seed()));
    row("started", manifest.timing().startedAt().toString());
    row("took", words(manifest.timing().duration()));
    row("Java", runtime.java());
    row(
        "system",
        runtime.os() + ", " + runtime.arch() + ", " + runtime.processors() + " processors");
    row("processor", runtime.processor().model() + ", " + runtime.processor().instructions());
    runtime.libraries().forEach(this::row);
    manifest.inputs().forEach((name, digest) -> row("input " + name, "sha256 " + digest));
    manifest.outputs().forEach((name, digest) -> row("output " + name, "sha256 " + digest));
    html.close().close().close().close().close().line();
  }

  private void row(String name, String value) {
    html.open("tr").element("th", name, "scope", "row").element("td", value).close().line();
  }

  /** From the page. */
  private String path(String name) {
    Path file = description.directory().resolve(name).toAbsolutePath().normalize();
    return directory.relativize(file).toString();
  }

  private String size(String name) {
    try {
      long bytes = Files.size(description.directory().resolve(name));
      return bytes < 1000
          ? bytes + " B"
          : bytes < 1_000_000
              ? Numbers.significant(bytes / 1e3, 3) + " kB"
              : Numbers.significant(bytes / 1e6, 3) + " MB";
    } catch (IOException e) {
      throw new UncheckedIOException(name + ": " + e.getMessage(), e);
    }
  }

  /** Relative, and never with a scheme, whatever the name. */
  private static String link(String name) {
    try {
      return new URI(null, null, "./" + name, null).getRawPath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(name, e);
    }
  }

  private static String words(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds < 60
        ? Numbers.significant(duration.toMillis() / 1000.0, 3) + " s"
        : seconds < 3600
            ? seconds / 60 + " min " + seconds % 60 + " s"
            : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
  }
}
