package io.papilio.laboratory.report.page;

import io.papilio.core.provenance.Digest;
import io.papilio.laboratory.report.chart.MarkupWriter;
import io.papilio.laboratory.report.figure.FigureFrame;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * The elements around a page without scripts: one file that needs no network, which its content
 * security policy enforces.
 */
public final class PageFrame {
  private PageFrame() {}

  /**
   * The page as a file.
   *
   * @param title of the document
   * @param content writes what is in the element {@code main}
   */
  public static String html(String title, Consumer<MarkupWriter> content) {
    String style = Resource.text("report.css") + FigureFrame.palette();
    MarkupWriter html = new MarkupWriter();
    String policy =
        "default-src 'none'; img-src data:; style-src "
            + source(style)
            + "; base-uri 'none'; form-action 'none'";
    html.raw("<!DOCTYPE html>\n").open("html", "lang", "en").line();
    html.open("head").line();
    html.empty("meta", "charset", "utf-8").line();
    html.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy).line();
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    html.empty("meta", "name", "color-scheme", "content", "light dark").line();
    html.element("title", title).line();
    html.open("style").raw(style).close().line();
    html.close().line();
    html.open("body", "class", "file").open("main").line();
    content.accept(html);
    return html.close().close().close().line().toString();
  }

  /** A picture in the page. */
  public static void image(MarkupWriter html, String svg, String text) {
    String base64 = Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
    html.empty("img", "alt", text, "src", "data:image/svg+xml;base64," + base64);
  }

  private static String source(String text) {
    byte[] sha256 =
        HexFormat.of().parseHex(Digest.of(text.getBytes(StandardCharsets.UTF_8)).sha256());
    return "'sha256-" + Base64.getEncoder().encodeToString(sha256) + "'";
  }
}
