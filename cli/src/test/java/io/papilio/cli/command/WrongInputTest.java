package io.papilio.cli.command;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.cli.Papilio;
import io.papilio.cli.options.ErrorReporter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong input ends with exit code 2 and one line {@code name: what came (expected: what)}. */
class WrongInputTest {
  private static final String[] CLIFF = {"clone", "--env", "LqrCliff-v0"};

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "clone --env Walker|environment id: Walker (expected: |Walker2d-v5",
        "clone --width -1|--width: -1 (expected: > 0)|clone --help",
        "clone --width wide|--width: wide (expected: an integer)|clone --help",
        "clone --width 3000000000|--width: 3000000000 (expected: an integer below 2^31)|clone",
        "clone --learning-rate 0|--learning-rate: 0.0 (expected: |clone --help",
        "clone --wdith 5|argument: --wdith 5 (expected: |clone --help",
        "clone --expert nowhere|--expert: nowhere (expected: an existing|clone --help",
        "clone --server nonsense:70000|--server: nonsense:70000 (expected: host:port|clone --help",
        "clone --env Swimmer-v5|env: Swimmer-v5 (expected: one with an expert|--expert FILE",
        "clone --evaluation-seed 9223372036854775800|--evaluation-seed: 92233720|clone --help",
        "clone --demonstration-seed 10|--demonstration-seed: 10 (expected: no seed that|clone",
        "serve --port 70000|--port: 70000 (expected: 0 to 65535)|serve --help",
        "train-expert --batch-size 0|--batch-size: 0 (expected: > 0)|train-expert --help",
        "train-expert --batch-size 2000000000|--batch-size: 2000000000 (expected: less than |train",
        "train-expert --initial-temperature 0|--initial-temperature: 0.0 (expected: |train-expert",
        "train-expert --evaluation-interval 0|--evaluation-interval: 0 (expected: > 0)|train",
        "evaluate --episodes 0|--episodes: 0 (expected: > 0)|evaluate --help",
        "evaluate --seed 9223372036854775800|--seed: 9223372036854775800 (expected: at most |eval",
        "evaluate --env Swimmer-v4|--env: Swimmer-v4 (expected: one with an expert|--policy FILE",
        "evaluate --env LqrCliff-v0 --figure a.svg|shipped expert: LqrCliff-v0 (expected:"
            + " |evaluate",
        "evaluate --figure .|--figure: ., a directory (expected: a file to write)|evaluate --help",
        "evaluate --figure pom.xml/a.svg|--figure: pom.xml/a.svg, in |evaluate --help",
        "demonstrate --noise -1|--noise: -1.0 (expected: 0.0 to 1000000.0)|demonstrate --help",
        "demonstrate --noise 1e308|--noise: 1.0E308 (expected: 0.0 to 1000000.0)|demonstrate"
            + " --help",
        "demonstrate --policy random --noise 1|--noise: 1.0 (expected: 0 for actions|demonstrate",
        "demonstrate --format hdf5|argument: --format hdf5 (expected: |demonstrate --help",
        "demonstrate --out root/dd6|--out: root/dd6 (expected: a path that ends with|demonstrate",
        "demonstrate --out a/x.y/z-v0|--out: a/x.y/z-v0 (expected: a path that ends|demonstrate",
        "rollout --out walks|--out: walks (expected: a path that ends with NAMESPACE/|rollout",
        "render --fps 60|--fps: 60 (expected: 1 to 50)|render --help",
        "render --out walk.mp4|--out: walk.mp4 (expected: a .gif or a .png)|render --help",
        "render --env LqrCliff-v0|--env: LqrCliff-v0 (expected: an environment that can be|render",
        "render --env Swimmer-v4|--env: Swimmer-v4 (expected: one with an expert|--policy FILE",
        "render --policy nowhere|--policy: nowhere (expected: expert, random, zero or an|render",
        "render --width 5000|width: 5000 (expected: 1 to 4096)|render --help",
        "environments --plugin a --plugin b --server localhost:1|--plugin: a,b (expected: none|env",
        "compliance --env-keyword a=1|--env-keyword: a=1 (expected: the --env that|compliance"
            + " --help",
        "reproduce nowhere|experiment: nowhere (expected: a name that |reproduce --help",
        "reproduce lqr-cliff --scale huge|--scale: huge (expected: one of [smoke, |reproduce",
        "reproduce lqr-cliff --seeds -1|--seeds: -1 (expected: >= 0)|reproduce --help",
        "reproduce lqr-marginal --only Tf|only: [Tf] (expected: names of runs: linear,"
            + " MLP)|reproduce",
        "reproduce|EXPERIMENT: nothing (expected: see |reproduce --help",
        "experiments nothing|experiment: nothing (expected: a name that |experiments --help",
        "fly|argument: fly (expected: |papilio --help",
      })
  void isRejectedInOneLine(String arguments, String start, String hint) {
    String[] words = arguments.split(" ");
    assertRejected(start, hint, words[0].equals("clone") ? inDirectory(words, "run") : words);
  }

  @Test
  void directoryBelowAFileIsRejected() throws IOException {
    Files.writeString(directory.resolve("file"), "");
    assertRejected("file", "(expected: ", inDirectory(CLIFF, "file/run"));
  }

  @Test
  void directoryOfSomethingElseIsRejected() throws IOException {
    Files.writeString(Files.createDirectory(directory.resolve("full")).resolve("letter"), "");
    assertRejected("run directory: ", "no config.json", inDirectory(CLIFF, "full"));
  }

  @Test
  void corruptExpertIsRejected() throws IOException {
    Path file = Files.writeString(directory.resolve("model.safetensors"), "not an expert");
    assertRejected(
        file.toString(),
        "(expected: ",
        inDirectory(new String[] {"clone", "--expert", file.toString()}, "run"));
  }

  @Test
  void rejectedTrainingDoesNotBegin() {
    assertRejected(
        "environment id: nope",
        "(expected: ",
        inDirectory(new String[] {"train-expert", "--env", "nope"}, "run"));
    assertRejected(
        "--from: nowhere (expected: a run with a checkpoint)",
        "train-expert --help",
        inDirectory(new String[] {"train-expert", "--from", "nowhere"}, "run"));
    assertFalse(Files.exists(directory.resolve("run")));
  }

  @Test
  void pathThatCannotBeIsRejected() {
    assertRejected(
        "a\0.svg: Nul character not allowed (expected: characters that this machine's locale ",
        "evaluate --help",
        "evaluate",
        "--figure",
        "a\0.svg");
  }

  private String[] inDirectory(String[] words, String run) {
    String[] all = java.util.Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--directory";
    all[words.length + 1] = directory.resolve(run).toString();
    return all;
  }

  private static void assertRejected(String start, String hint, String... words) {
    StringWriter err = new StringWriter();
    int code =
        Papilio.run(new PrintWriter(new StringWriter()), new PrintWriter(err), Map.of(), words);
    String text = err.toString().strip();
    assertAll(
        () -> assertEquals(ErrorReporter.WRONG_INPUT, code, text),
        () -> assertEquals(1, text.lines().count(), text),
        () -> assertTrue(text.startsWith("papilio: "), text),
        () -> assertTrue(text.contains(start), text),
        () -> assertTrue(text.contains(hint), text));
  }
}
