package io.papilio.laboratory.report.page;

import io.papilio.core.provenance.Digest;
import io.papilio.laboratory.report.chart.MarkupWriter;
import io.papilio.laboratory.report.figure.FigureFrame;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * A page around some content: one file with its styles and scripts that needs no network, which its
 * content security policy enforces.
 */
public final class PageFrame {
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/";

  private final MarkupWriter html;

  public PageFrame(MarkupWriter html) {
    this.html = html;
  }

  /**
   * Writes the page.
   *
   * @param live whether it loads itself again while the runs grow
   * @param content writes what is in {@code main}, among it the element with {@link PageData}
   */
  public String write(String title, boolean live, Runnable content) {
    String script =
        cdata(
            "/*! uPlot: "
                + Resource.text(UPLOT + "LICENSE")
                + "*/\n"
                + Resource.text(UPLOT + "dist/uPlot.iife.min.js")
                + Resource.text("axes.js")
                + Resource.text("butterfly.js")
                + Resource.text("report.js"));
    return write(title, live, script, content);
  }

  /**
   * A page without scripts.
   *
   * @param content writes what is in {@code main}
   */
  public static String html(String title, Consumer<MarkupWriter> content) {
    MarkupWriter html = new MarkupWriter();
    return new PageFrame(html).write(title, false, "", () -> content.accept(html));
  }

  /** A picture in a page. */
  public static void image(MarkupWriter html, String svg, String text) {
    String base64 = Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
    html.empty("img", "alt", text, "src", "data:image/svg+xml;base64," + base64);
  }

  private String write(String title, boolean live, String script, Runnable content) {
    String style = script.isEmpty() ? "" : Resource.text(UPLOT + "dist/uPlot.min.css");
    style += Resource.text("report.css") + FigureFrame.palette();
    String policy =
        String.format(
            "default-src 'none'; img-src data:; style-src %s; script-src %s; connect-src %s;"
                + " base-uri 'none'; form-action 'none'",
            source(style),
            script.isEmpty() ? "'none'" : source(script),
            live ? "'self'" : "'none'");
    html.raw("<!DOCTYPE html>\n").open("html", "lang", "en").line();
    html.open("head").line();
    html.empty("meta", "charset", "utf-8").line();
    html.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy).line();
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    html.empty("meta", "name", "color-scheme", "content", "light dark").line();
    html.element("title", title + " - Papilio").line();
    html.open("style").raw(style).close().line();
    html.close().line();
    html.open("body", "class", live ? "live" : "file").open("main").line();
    content.run();
    html.close().line();
    if (!script.isEmpty()) {
      html.open("script").raw(script).close().line();
    }
    return html.close().close().line().toString();
  }

  /** Writes the numbers that the script draws. */
  void writeData(PageData data) {
    html.open("script", "type", "application/json", "id", "data").raw(data.json()).close().line();
  }

  /** Writes the numbers of a page without runs. */
  public void writeData(LineCharts charts) {
    writeData(PageData.of(charts));
  }

  /** Script that is well-formed XML, too. */
  private static String cdata(String script) {
    return "//<![CDATA[\n" + script + "\n//]]>";
  }

  private static String source(String text) {
    byte[] sha256 =
        HexFormat.of().parseHex(Digest.of(text.getBytes(StandardCharsets.UTF_8)).sha256());
    return "'sha256-" + Base64.getEncoder().encodeToString(sha256) + "'";
  }
}
