package io.papilio.it.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.papilio.artifacts.run.Invocation;
import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.run.RunManifest;
import io.papilio.artifacts.table.EventFile;
import io.papilio.laboratory.language.LanguageReport;
import io.papilio.laboratory.report.Report;
import io.papilio.learner.evaluation.ExpertEpisodes;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** The files in the directory of a run, as a resumed run or a report reads them. */
@Timeout(120)
class RunFuzzTest {
  private static final String METRICS =
      """
      step,iterate,quantity,value
      0,raw,validation_loss,0.5
      0,raw,return,10
      0,raw,normalized_reward,0.25
      """;

  private static final String EPISODES =
      """
      step,iterate,seed,return,length,terminated
      0,raw,7,10,5,true
      """;

  private static final RunManifest MANIFEST =
      RunManifest.begin(Invocation.of(List.of("clone"), 1, Map.of()), Map.of(), Map.of());

  @MethodSource("configs")
  @FuzzTest
  void config(byte[] data) {
    Path directory = Fuzzed.file("config/config.json", data).getParent();
    Fuzzed.read(() -> Run.open(directory, Map.of("seed", 1L, "env", "X"), MANIFEST).close());
  }

  @MethodSource("manifests")
  @FuzzTest
  void manifest(byte[] data) {
    Path file = Fuzzed.file("manifest/manifest.json", data);
    Fuzzed.read(() -> RunManifest.read(file));
  }

  @MethodSource("metrics")
  @FuzzTest
  void metrics(byte[] data) {
    report("metrics", "metrics.csv", data);
  }

  @MethodSource("episodes")
  @FuzzTest
  void episodes(byte[] data) {
    report("episodes", "episodes.csv", data);
  }

  @MethodSource("landscapes")
  @FuzzTest
  void landscape(byte[] data) {
    report("landscape", "landscape/raw-0.csv", data);
  }

  @MethodSource("attention")
  @FuzzTest
  void attention(byte[] data) {
    report("attention", "attention/raw.csv", data);
  }

  @MethodSource("experts")
  @FuzzTest
  void expertEpisodes(byte[] data) {
    Path file = Fuzzed.file("expert/expert.json", data);
    Fuzzed.read(() -> ExpertEpisodes.read(file));
  }

  @MethodSource("events")
  @FuzzTest
  void events(byte[] data) {
    Path file = Fuzzed.file("events", data);
    Fuzzed.read(() -> EventFile.open(file, 3, Clock.systemUTC()).close());
  }

  @MethodSource("completions")
  @FuzzTest
  void completions(byte[] data) {
    Fuzzed.fileOnce(
        "language/config.json",
        Fuzzed.utf8("{\"evaluation\": {\"windows\": \"0\", \"window-length\": 1}}"));
    Fuzzed.fileOnce("language/metrics.csv", Fuzzed.utf8(METRICS));
    Fuzzed.fileOnce("language/window.csv", Fuzzed.utf8(METRICS));
    Fuzzed.fileOnce(
        "language/data/tokenizer.json", Fuzzed.utf8("{\"characters\": \"ab\", \"merges\": []}"));
    Fuzzed.fileOnce("language/prompts.csv", Fuzzed.utf8("prompt,tokens\n0,1 2\n"));
    Path directory = Fuzzed.file("language/completions.csv", data).getParent();
    Fuzzed.read(() -> LanguageReport.read(directory, List.of(directory)));
  }

  static List<byte[]> configs() {
    return List.of(
        Fuzzed.utf8("{\"seed\": 1, \"env\": \"X\", \"imitator\": {\"width\": [1, 2.5]}}"));
  }

  static List<byte[]> manifests() {
    Path file = Fuzzed.file("manifest/seed.json", new byte[0]);
    MANIFEST.write(file);
    return List.of(Fuzzed.bytes(file));
  }

  static List<byte[]> metrics() {
    return List.of(Fuzzed.utf8(METRICS));
  }

  static List<byte[]> episodes() {
    return List.of(Fuzzed.utf8(EPISODES));
  }

  static List<byte[]> landscapes() {
    return List.of(
        Fuzzed.utf8(
            """
            i,j,distance,normalized_reward,validation_loss
            -1,-1,1,0.5,0.1
            -1,0,1,0.5,0.1
            """));
  }

  static List<byte[]> attention() {
    return List.of(
        Fuzzed.utf8("time_step,layer,head,position,attended,weight\n0,0,0,0,0,1\n0,0,0,1,0,0.5\n"));
  }

  static List<byte[]> experts() {
    return List.of(
        Fuzzed.utf8(
            "[{\"seed\": 1, \"undiscounted_return\": 1.5, \"length\": 3,"
                + " \"terminated\": true, \"truncated\": false}]"));
  }

  static List<byte[]> events() {
    Path file = Fuzzed.file("seed.events", new byte[0]);
    try (EventFile events = EventFile.open(file, 0, Clock.systemUTC())) {
      events.append(1, Map.of("loss", 0.5));
    }
    return List.of(Fuzzed.bytes(file));
  }

  static List<byte[]> completions() {
    return List.of(Fuzzed.utf8("step,iterate,prompt,divergence,tokens\n0,raw,0,-1,1 2\n"));
  }

  /** Reads the report of a run with the input as one of its files. */
  private static void report(String name, String file, byte[] data) {
    if (!file.equals("metrics.csv")) {
      Fuzzed.fileOnce(name + "/metrics.csv", Fuzzed.utf8(METRICS));
    }
    Path written = Fuzzed.file(name + "/" + file, data);
    Path directory = written.resolve("../".repeat(file.split("/").length)).normalize();
    Fuzzed.read(() -> Report.read(directory).headline());
  }
}
