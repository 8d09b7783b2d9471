package io.papilio.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.run.RunConfig;
import io.papilio.cli.Papilio;
import io.papilio.cli.options.ErrorReporter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code config.json} of a run, given as {@code --config}, repeats the run. */
class ConfigFileTest {
  @TempDir private Path directory;

  private int papilio(StringWriter err, String name, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add((words[0].equals("demonstrate") ? "--out=" : "--directory=") + place(name));
    PrintWriter out = new PrintWriter(new StringWriter());
    return Papilio.run(out, new PrintWriter(err), Map.of(), all.toArray(String[]::new));
  }

  private Path place(String name) {
    return directory.resolve(name + "-v0");
  }

  private Map<String, String> run(String name, String... words) {
    StringWriter err = new StringWriter();
    assertEquals(0, papilio(err, name, words), err.toString());
    return RunConfig.read(place(name));
  }

  private String config(String name) {
    return "--config=" + place(name).resolve("config.json");
  }

  @Test
  void ofACloning() {
    Map<String, String> first =
        run(
            "first",
            "clone",
            "--env=LqrCliff-v0",
            "--steps=4",
            "--learning-rate=0.25",
            "--weight-decay=0",
            "--evaluation-episodes=2",
            "--trajectories=4");
    assertEquals("0.25", first.get("optimizer.learning-rate"));
    assertEquals(first, run("second", "clone", config("first")));
  }

  @Test
  void ofATraining() {
    Map<String, String> first =
        run(
            "first",
            "train-expert",
            "--env=InvertedPendulum-v5",
            "--total-steps=20",
            "--hidden-units=4",
            "--batch-size=4",
            "--evaluation-episodes=1",
            "--automatic-temperature=false");
    assertEquals("false", first.get("temperature.automatic"));
    assertEquals(first, run("second", "train-expert", config("first")));
  }

  @Test
  void whatIsLongerThanTheRunSaysHowToExtendIt() {
    String[] training = {
      "train-expert",
      "--env=InvertedPendulum-v5",
      "--total-steps=20",
      "--hidden-units=4",
      "--batch-size=4",
      "--evaluation-episodes=1"
    };
    run("first", training);
    training[2] = "--total-steps=40";
    assertRejected("--total-steps: 40 (expected: 20, as in ", " --from ", "first", training);
    run("set", "demonstrate", "--env=LqrCliff-v0", "--episodes=1");
    assertRejected(
        "--episodes: 3 (expected: 1, as in ",
        "--seed 1000001 --episodes 2 --out OTHER",
        "set",
        "demonstrate",
        "--env=LqrCliff-v0",
        "--episodes=3");
    String set = "--demonstrations=" + place("set");
    assertRejected(
        place("set") + ": 1 episode (expected: at least 2",
        "held out",
        "clone",
        "clone",
        "--env=LqrCliff-v0",
        set);
  }

  @Test
  void aDataSetWithoutEpisodesIsNamed() throws IOException {
    run("none", "demonstrate", "--env=LqrCliff-v0", "--episodes=1");
    Files.delete(place("none").resolve("SHA256SUMS"));
    Path metadata = place("none").resolve("data/metadata.json");
    Files.writeString(
        metadata,
        Files.readString(metadata).replaceAll("\"total_episodes\" : 1", "\"total_episodes\" : 0"));
    assertRejected(
        metadata + ": no episode",
        "(expected: at least one)",
        "clone",
        "clone",
        "--env=LqrCliff-v0",
        "--demonstrations=" + place("none"));
  }

  private void assertRejected(String start, String part, String name, String... words) {
    StringWriter err = new StringWriter();
    assertEquals(ErrorReporter.WRONG_INPUT, papilio(err, name, words), err.toString());
    assertTrue(err.toString().contains("papilio: " + start), err.toString());
    assertTrue(err.toString().contains(part), err.toString());
  }

  @Test
  void byteOrderMarkIsSkipped() throws IOException {
    String text = "\uFEFFsteps: 4\nlearning-rate: 0.25\n";
    Path file = Files.writeString(directory.resolve("settings.yaml"), text);
    Map<String, String> settings =
        run(
            "marked",
            "clone",
            "--env=LqrCliff-v0",
            "--evaluation-episodes=2",
            "--trajectories=4",
            "--config=" + file);
    assertEquals("0.25", settings.get("optimizer.learning-rate"));
  }

  @Test
  void ofARecording() {
    Map<String, String> first =
        run("first", "demonstrate", "--env=LqrCliff-v0", "--episodes=2", "--noise=0.1");
    assertEquals("0.1", first.get("noise.radius"));
    assertEquals(first, run("second", "demonstrate", config("first")));
  }

  @Test
  void ofARecordingOfRandomActions() {
    Map<String, String> first =
        run("first", "demonstrate", "--env=LqrCliff-v0", "--episodes=2", "--policy=random");
    assertEquals(first, run("second", "demonstrate", config("first")));
  }

  @Test
  void ofACloningFromADataSetWhichMustBeGivenAgain() {
    run("set", "demonstrate", "--env=LqrCliff-v0", "--episodes=2");
    String set = "--demonstrations=" + place("set");
    Map<String, String> first =
        run(
            "first",
            "clone",
            "--env=LqrCliff-v0",
            "--steps=4",
            "--learning-rate=0.25",
            "--weight-decay=0",
            "--evaluation-episodes=2",
            set);
    StringWriter err = new StringWriter();
    assertEquals(
        ErrorReporter.WRONG_INPUT, papilio(err, "other", "clone", config("first")), err.toString());
    String start =
        "papilio: --demonstrations: nothing (expected: "
            + first.get("inputs.demonstrations")
            + ", as in "
            + place("first")
            + "/config.json:";
    assertTrue(err.toString().startsWith(start), err.toString());
    assertEquals(first, run("second", "clone", config("first"), set));
  }
}
