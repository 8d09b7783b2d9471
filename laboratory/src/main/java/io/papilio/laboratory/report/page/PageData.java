package io.papilio.laboratory.report.page;

import io.papilio.artifacts.file.JsonFile;
import io.papilio.laboratory.report.curve.Goal;
import io.papilio.laboratory.report.run.CurvePoint;
import io.papilio.laboratory.report.run.EpisodePoint;
import io.papilio.laboratory.report.run.LearningCurves;
import io.papilio.laboratory.report.run.ReportedRun;
import io.papilio.laboratory.report.run.Series;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The numbers of the page's charts as JSON. Columns are little-endian arrays as base64: curves of
 * float64, as in {@code metrics.csv}, and episodes of float32. Long runs are thinned so that the
 * page stays small.
 */
final class PageData {
  /** Of all curves; about 21 bytes of text each. */
  private static final int MOST_POINTS = 40_000;

  /** Of all episodes; about 11 bytes of text each. */
  private static final int MOST_EPISODES = 80_000;

  /** Numbers of all other charts; about 6 bytes of text each. */
  private static final int MOST_NUMBERS = 80_000;

  private final List<Map<String, Object>> learningCurves = new ArrayList<>();
  private final List<Map<String, Object>> charts = new ArrayList<>();
  private final List<Map<String, Object>> films;
  private final int pointStride;
  private final int episodeStride;

  static PageData of(LineCharts charts) {
    PageData data = new PageData(List.of(), List.of());
    data.add(charts);
    return data;
  }

  PageData(List<ReportedRun> runs, List<ButterflySection> butterflies) {
    List<Series> all =
        Stream.concat(
                runs.stream().map(ReportedRun::curves),
                runs.stream().flatMap(run -> run.window().stream()))
            .flatMap(curves -> curves.series().stream())
            .toList();
    pointStride = stride(all.stream().mapToLong(s -> s.points().size()).sum(), MOST_POINTS);
    episodeStride = stride(all.stream().mapToLong(s -> s.episodes().size()).sum(), MOST_EPISODES);
    films = butterflies.stream().map(ButterflySection::data).toList();
    runs.forEach(run -> learningCurves.add(chart(run.label(), "training", run.curves())));
    for (ReportedRun run : runs) {
      run.window().ifPresent(window -> learningCurves.add(chart(run.label(), "window", window)));
    }
  }

  /** Adds the other charts of the page. */
  void add(LineCharts added) {
    int stride = stride(added.all().stream().mapToLong(LineChart::size).sum(), MOST_NUMBERS);
    added.all().forEach(chart -> charts.add(chart(chart, stride)));
  }

  private static int stride(long count, int most) {
    return Math.toIntExact(Math.max(1, (count + most - 1) / most));
  }

  /** Every how many evaluations the curves show one. */
  int pointStride() {
    return pointStride;
  }

  /** Every how many evaluations the charts show their episodes. */
  int episodeStride() {
    return episodeStride;
  }

  /** The JSON, without characters that HTML or XML would read as markup. */
  String json() {
    String text =
        JsonFile.compact(Map.of("runs", learningCurves, "charts", charts, "butterflies", films));
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }

  private Map<String, Object> chart(String label, String group, LearningCurves curves) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("label", label);
    content.put("group", group);
    content.put("costs", curves.goal() == Goal.LOWER);
    content.put("steps", doubles(curves.baseline(), CurvePoint::step));
    List<Map<String, Object>> series = new ArrayList<>();
    for (Series one : curves.series()) {
      series.add(series(one, curves.expertReturn()));
    }
    content.put("series", series);
    return content;
  }

  private Map<String, Object> series(Series series, double expertReturn) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("name", series.name());
    content.put("reward", doubles(series, CurvePoint::reward));
    content.put("loss", doubles(series, CurvePoint::validationLoss));
    List<EpisodePoint> episodes = episodes(series);
    content.put("episodeSteps", floats(episodes, EpisodePoint::step));
    content.put("episodes", floats(episodes, e -> e.undiscountedReturn() / expertReturn));
    return content;
  }

  private static Map<String, Object> chart(LineChart chart, int stride) {
    List<Long> steps = thinned(chart.steps(), stride);
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("group", chart.group().name());
    content.put("x", chart.group().step());
    content.put("y", chart.y());
    content.put("logarithmic", chart.scale() == LineChart.Scale.LOGARITHMIC);
    content.put("points", chart.points());
    if (chart.scale() == LineChart.Scale.FROM_ZERO) {
      content.put("anchors", List.of(0));
    }
    ByteBuffer bytes = buffer(Double.BYTES * steps.size());
    steps.forEach(bytes::putDouble);
    content.put("steps", base64(bytes));
    content.put("lines", chart.lines().stream().map(line -> line(line, steps)).toList());
    return content;
  }

  private static Map<String, Object> line(LineChart.Line line, List<Long> steps) {
    Set<Long> kept = new HashSet<>(steps);
    List<EpisodePoint> dots =
        line.episodes().stream().filter(e -> kept.contains(e.step())).toList();
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("name", line.name());
    content.put("style", line.style());
    content.put("values", floats(steps, step -> line.values().getOrDefault(step, Double.NaN)));
    content.put("dotSteps", floats(dots, EpisodePoint::step));
    content.put("dots", floats(dots, EpisodePoint::undiscountedReturn));
    return content;
  }

  /** Every so many points, and the last. */
  private static <T> List<T> thinned(List<T> all, int stride) {
    List<T> kept = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (i % stride == 0 || i == all.size() - 1) {
        kept.add(all.get(i));
      }
    }
    return kept;
  }

  private List<EpisodePoint> episodes(Series series) {
    List<Long> steps = series.points().stream().map(CurvePoint::step).toList();
    Set<Long> kept = new HashSet<>(thinned(steps, episodeStride()));
    return series.episodes().stream().filter(e -> kept.contains(e.step())).toList();
  }

  private String doubles(Series series, ToDoubleFunction<CurvePoint> value) {
    List<CurvePoint> points = thinned(series.points(), pointStride());
    ByteBuffer bytes = buffer(Double.BYTES * points.size());
    points.forEach(point -> bytes.putDouble(value.applyAsDouble(point)));
    return base64(bytes);
  }

  private static <T> String floats(List<T> list, ToDoubleFunction<T> value) {
    ByteBuffer bytes = buffer(Float.BYTES * list.size());
    list.forEach(one -> bytes.putFloat((float) value.applyAsDouble(one)));
    return base64(bytes);
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  @SuppressWarnings("ByteBufferBackingArray") // It is the whole array of buffer(int).
  private static String base64(ByteBuffer bytes) {
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
