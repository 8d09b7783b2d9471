package io.papilio.laboratory.language;

import io.papilio.laboratory.report.chart.MarkupWriter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Prompts of a window and how their completions flip from iterate to iterate; what differs from the
 * completion before is marked.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", Figure 4 (bottom) and Figure 17.
 */
final class FlipSection {
  private static final int PROMPTS = 3;

  /** Most completions of a prompt by one average. */
  private static final int MOST_ROWS = 12;

  private final LanguageResults run;
  private final WindowResults window;
  private final MarkupWriter html;

  FlipSection(LanguageResults run, WindowResults window, MarkupWriter html) {
    this.run = run;
    this.window = window;
    this.html = html;
  }

  void write() {
    html.open("section").element("h2", "A prompt, iterate by iterate").line();
    String note =
        "Greedy completions in the "
            + window.title()
            + "; a row is a stretch of iterates with the same completion, and what differs from the"
            + " row above is marked. Shown are the prompts whose last average changes least, those"
            + " that raw changes most first.";
    html.element("p", note, "class", "note").line();
    chosen().forEach(this::write);
    html.close().line();
  }

  private List<Integer> chosen() {
    WindowResults.Iterate raw = window.iterates().get(0);
    WindowResults.Iterate still = window.iterates().get(window.iterates().size() - 1);
    return IntStream.range(0, run.prompts().size())
        .boxed()
        .sorted(
            Comparator.comparingInt((Integer prompt) -> still.of(prompt).size())
                .thenComparingInt(prompt -> -raw.of(prompt).size()))
        .limit(PROMPTS)
        .toList();
  }

  private void write(int prompt) {
    html.open("div", "class", "prompt").open("p").element("strong", "Prompt: ");
    html.element("q", run.tokenizer().decode(run.prompts().get(prompt))).close().line();
    for (WindowResults.Iterate iterate : window.iterates()) {
      write(iterate, iterate.of(prompt));
    }
    html.close().line();
  }

  private void write(WindowResults.Iterate iterate, List<Completion> changed) {
    int changes = changed.size() - 1;
    String caption = iterate.name() + ": " + (changes == 1 ? "1 change" : changes + " changes");
    html.open("table", "class", "flips").element("caption", caption).open("tbody").line();
    String before = "";
    for (int i = 0; i < Math.min(MOST_ROWS, changed.size()); i++) {
      Completion completion = changed.get(i);
      long last = i + 1 < changed.size() ? changed.get(i + 1).step() - 1 : window.end();
      String steps = last == completion.step() ? "" + last : completion.step() + "–" + last;
      String text = run.tokenizer().decode(completion.tokens());
      html.open("tr").element("th", steps).open("td");
      mark(i == 0 ? text : before, text);
      html.close().close().line();
      before = text;
    }
    if (changed.size() > MOST_ROWS) {
      String more = changed.size() - MOST_ROWS + " more";
      html.open("tr").element("th", "…").element("td", more, "class", "more").close().line();
    }
    html.close().close().line();
  }

  /** The text, with what lies between its common begin and end with the other one marked. */
  private void mark(String before, String text) {
    int begin = 0;
    int most = Math.min(before.length(), text.length());
    while (begin < most && before.charAt(begin) == text.charAt(begin)) {
      begin++;
    }
    int end = 0;
    while (end < most - begin
        && before.charAt(before.length() - 1 - end) == text.charAt(text.length() - 1 - end)) {
      end++;
    }
    html.text(text.substring(0, begin));
    if (begin < text.length() - end) {
      html.element("mark", text.substring(begin, text.length() - end));
    }
    html.text(text.substring(text.length() - end));
  }
}
