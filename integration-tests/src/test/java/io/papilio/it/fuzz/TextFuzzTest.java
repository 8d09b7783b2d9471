package io.papilio.it.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.papilio.artifacts.file.YamlFile;
import io.papilio.artifacts.run.EnvironmentKeywords;
import io.papilio.cli.config.CloneConfig;
import io.papilio.cli.options.SettingsFile;
import io.papilio.core.policy.improper.PolicyText;
import io.papilio.core.settings.Settings;
import io.papilio.envserver.access.TokenFile;
import io.papilio.laboratory.experiment.ExperimentFile;
import io.papilio.learner.text.TextData;
import io.papilio.learner.text.TokenizerFile;
import io.papilio.protocol.codec.SpaceJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Text files that people write: settings, experiments, tokens of clients; and tokenizers. */
@Timeout(120)
class TextFuzzTest {
  private static final String YAML =
      """
      # comment
      seed: 1
      env: Hopper-v5
      averages: [raw, "ema:power=0.75,burn-in=500"]
      optimizer: {learning-rate: 1e-3, weight-decay: 0}
      """;

  @MethodSource("yaml")
  @FuzzTest
  void yaml(byte[] data) {
    Fuzzed.read(() -> YamlFile.parse("fuzzed", Fuzzed.text(data)));
  }

  @MethodSource("yaml")
  @FuzzTest
  void settings(byte[] data) {
    Path file = Fuzzed.file("settings.yaml", data);
    Fuzzed.read(
        () ->
            Settings.of(CloneConfig.DEFAULTS)
                .bind(SettingsFile.read(file, "--config", "env-keyword"::equals)));
  }

  @MethodSource("experiments")
  @FuzzTest
  void experiment(byte[] data) {
    Path file = Fuzzed.file("experiment.yaml", data);
    Fuzzed.read(() -> ExperimentFile.read(file));
  }

  @MethodSource("tokens")
  @FuzzTest
  void clientTokens(byte[] data) {
    Path file = Fuzzed.file("tokens", data);
    Fuzzed.read(() -> new TokenFile(file).clientOf("a token"));
  }

  @MethodSource("tokenizers")
  @FuzzTest
  void tokenizer(byte[] data) {
    Path file = Fuzzed.file("text/tokenizer.json", data);
    List.of("training", "validation", "prompts")
        .forEach(name -> Fuzzed.file("text/" + name + ".tokens", data));
    Fuzzed.read(() -> TokenizerFile.read(file).encode("ab"));
    Fuzzed.read(() -> TextData.open(file.getParent()));
  }

  @MethodSource("policies")
  @FuzzTest
  void policy(byte[] data) {
    Fuzzed.read(() -> PolicyText.parse(Fuzzed.text(data)));
  }

  @MethodSource("spaces")
  @FuzzTest
  void space(byte[] data) {
    Fuzzed.read(() -> SpaceJson.read(Fuzzed.text(data)));
  }

  /** Keywords of environments, which write themselves as they read. */
  @MethodSource("keywordTexts")
  @FuzzTest
  void keywords(byte[] data) {
    Fuzzed.read(
        () -> {
          EnvironmentKeywords read = keywords(Fuzzed.text(data));
          if (!keywords(read.toString()).equals(read)) {
            throw new AssertionError("reads as another: " + read);
          }
        });
  }

  private static EnvironmentKeywords keywords(String text) {
    return Settings.of(EnvironmentKeywords.NONE).with(Map.of("env-keyword", text));
  }

  static List<byte[]> keywordTexts() {
    return List.of(
        Fuzzed.utf8("xml_file=./my.xml, healthy_z_range=(0.2, inf)"),
        Fuzzed.utf8("a=None,b=True,c={\"d\": [1e-3, 'e\\'']}"));
  }

  static List<byte[]> yaml() {
    return List.of(Fuzzed.utf8(YAML), Fuzzed.utf8("{\"seed\": 1, \"x\": &a [1, *a]}"));
  }

  static List<byte[]> experiments() {
    return List.of(
        Fuzzed.utf8(
            """
            source: Figure 8
            varies: depth
            command: clone
            settings: {env: Hopper-v5}
            cases: {2L MLP: {imitator: {width: 128}}}
            grid: {optimizer.beta1: [0.7, 0.9]}
            scales: {smoke: {steps: 10}}
            uses: [averages]
            """));
  }

  static List<byte[]> tokens() {
    return List.of(
        Fuzzed.utf8("# clients\nalice " + "0a".repeat(32) + "\nbob " + "ff".repeat(32) + "\n"));
  }

  static List<byte[]> tokenizers() {
    return List.of(
        Fuzzed.utf8("{\"characters\": \"ab\", \"merges\": []}"),
        Fuzzed.utf8("{\"characters\": \"\", \"merges\": [[98, 99], [257, 98]]}"));
  }

  static List<byte[]> policies() {
    return List.of(
        Fuzzed.utf8("parity:-1.25,-0.375;0,0|1,2;3,4"),
        Fuzzed.utf8("concentric:-2|2|1.5"),
        Fuzzed.utf8("gamblers-ruin:-2|2|7"),
        Fuzzed.utf8("adaptive:0,1;1,0"));
  }

  static List<byte[]> spaces() {
    return List.of(
        Fuzzed.utf8(
            "{\"discrete\": {\"n\": \"3\", \"start\": \"-1\", \"dtype\": \"DTYPE_INT64\"}}"),
        Fuzzed.utf8("{\"multiBinary\": {\"shape\": [2, 3]}}"),
        Fuzzed.utf8(
            "{\"tuple\": {\"spaces\": [{\"text\": {\"maxLength\": 3, \"charset\": \"ab\"}}]}}"),
        Fuzzed.utf8(
            "{\"box\": {\"low\": {\"dtype\": \"DTYPE_INT8\", \"shape\": [1], \"data\": \"AA==\"},"
                + " \"high\": {\"dtype\": \"DTYPE_INT8\", \"shape\": [1], \"data\": \"AQ==\"}}}"));
  }
}
