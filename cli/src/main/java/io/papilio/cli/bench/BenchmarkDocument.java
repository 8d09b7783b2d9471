package io.papilio.cli.bench;

import io.papilio.core.validation.Require;
import io.papilio.laboratory.report.figure.CurvesFigure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Markdown file with the results of benchmarks, each between the markers {@code <!-- NAME -->}
 * and {@code <!-- /NAME -->}.
 */
public record BenchmarkDocument(Path file) {
  /** Writes the figure of a benchmark beside the document and returns the image in Markdown. */
  public String draw(String name, CurvesFigure figure) {
    String path = "figures/bench-" + name + ".svg";
    try {
      Path svg = file.resolveSibling(path);
      Files.createDirectories(svg.getParent());
      Files.writeString(svg, figure.toSvg());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "![" + figure.label() + "](" + path + ")\n";
  }

  /** Puts a result in the place of the old one. */
  public void replace(String name, String markdown) {
    try {
      String text = Files.readString(file);
      String open = "<!-- " + name + " -->\n";
      int start = text.indexOf(open) + open.length();
      int end = text.indexOf("<!-- /" + name + " -->", start);
      Require.that(
          start >= open.length() && end >= 0,
          "document",
          file + " without the markers of " + name,
          open.strip() + " and <!-- /" + name + " -->, each on its own line");
      Files.writeString(file, text.substring(0, start) + markdown + text.substring(end));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
