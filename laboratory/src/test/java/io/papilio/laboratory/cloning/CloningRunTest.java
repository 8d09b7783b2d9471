package io.papilio.laboratory.cloning;

import static io.papilio.core.env.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.minari.MinariDataset;
import io.papilio.artifacts.minari.MinariRecording;
import io.papilio.artifacts.run.Invocation;
import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.run.RunConfig;
import io.papilio.artifacts.run.RunManifest;
import io.papilio.core.env.CallOrder;
import io.papilio.core.env.Environment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.Reason;
import io.papilio.core.env.SpringEnvironment;
import io.papilio.core.provenance.Digest;
import io.papilio.core.rollout.LocalRollout;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.Rollout;
import io.papilio.core.rollout.RolloutListener;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.settings.Settings;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.wrapper.TimeLimit;
import io.papilio.learner.cloning.BehaviorCloningConfig;
import io.papilio.learner.evaluation.ExpertEpisodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloningRunTest {
  private static final BehaviorCloningConfig CONFIG =
      Settings.of(BehaviorCloningConfig.LINEAR_DEFAULTS)
          .with(
              Map.of(
                  "steps", "60",
                  "trajectories", "7",
                  "evaluation-interval", "20",
                  "evaluation-episodes", "3"));

  @TempDir Path temporary;
  private Path directory;

  @BeforeEach
  void chooseTheDirectory() {
    directory = temporary.resolve("run");
  }

  @Test
  void runLeavesTheFilesOfItsDirectory() throws IOException {
    assertTrue(clone(Progress.SILENT));
    try (var entries = Files.list(directory)) {
      assertEquals(
          List.of(
              ".lock",
              "checkpoint.safetensors",
              "config.json",
              "demonstrations",
              "episodes.csv",
              "expert.json",
              "manifest.json",
              "metrics.csv",
              "weights"),
          entries.map(entry -> entry.getFileName().toString()).sorted().toList());
    }
    try (var entries = Files.list(directory.resolve("weights"))) {
      assertEquals(
          List.of("ema.safetensors", "raw.safetensors"),
          entries.map(entry -> entry.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void demonstrationsAndReferenceAreTheExpertsOwn() {
    clone(Progress.SILENT);
    List<Trajectory> recorded = MinariDataset.open(demonstrations()).toList();
    List<Trajectory> expected = new ArrayList<>();
    try (VectorEnvironment environments = SpringEnvironment.vector(7)) {
      Rollout rollout = new Rollout(environments);
      rollout.record(
          SpringEnvironment.EXPERT,
          CONFIG.demonstrationSeeds(),
          RolloutListener.SILENT,
          expected::add);
      assertEquals(
          rollout.run(SpringEnvironment.EXPERT, CONFIG.evaluationSeeds()),
          ExpertEpisodes.read(directory.resolve("expert.json")));
    }
    assertEquals(expected, recorded);
  }

  @Test
  void runStoppedWhileItTrainsKeepsItsDemonstrations() throws IOException {
    assertThrows(RunInterruptedException.class, () -> clone(stoppingAt("cloning", 1)));
    Path index = demonstrations().resolve("SHA256SUMS");
    var written = Files.getLastModifiedTime(index);
    assertTrue(clone(Progress.SILENT));
    assertEquals(written, Files.getLastModifiedTime(index));
  }

  @Test
  void stoppedRecordingResumes() {
    assertThrows(RunInterruptedException.class, () -> clone(stoppingAt("demonstrations", 2)));
    assertFalse(MinariRecording.isComplete(demonstrations()));
    assertTrue(clone(Progress.SILENT));
  }

  /** However many episodes run at a time, and on however many threads. */
  @Test
  void freshTrajectoriesGiveTheSameBytesOnOtherThreads() throws IOException {
    BehaviorCloningConfig config =
        Settings.of(CONFIG).with(Map.of("fresh-trajectories", "true", "steps", "100"));
    Path lockstep = temporary.resolve("lockstep");
    try (VectorEnvironment environments = SpringEnvironment.vector(3)) {
      clone(config, lockstep, new Rollout(environments));
    }
    Path threads = temporary.resolve("threads");
    List<Environment> five =
        Stream.generate(() -> new CallOrder(new TimeLimit(new SpringEnvironment())))
            .limit(5)
            .map(Environment.class::cast)
            .toList();
    try (LocalRollout runner = new LocalRollout(five, 4)) {
      clone(config, threads, runner);
    }
    for (String file :
        List.of("metrics.csv", "checkpoint.safetensors", "weights/ema.safetensors")) {
      assertEquals(-1, Files.mismatch(lockstep.resolve(file), threads.resolve(file)), file);
    }
  }

  private static void clone(BehaviorCloningConfig config, Path directory, RolloutRunner runner) {
    CloningRun cloning = new CloningRun(config, expert("lqr"), runner);
    try (Run run = open(cloning, directory)) {
      run.execute(Progress.SILENT, progress -> cloning.execute(run, progress));
    }
  }

  @Test
  void lostEnvironmentSaysHowToResume() {
    VectorEnvironment environments = SpringEnvironment.vector(3);
    CloningRun cloning = new CloningRun(CONFIG, expert("lqr"), new Rollout(environments));
    try (Run run = open(cloning)) {
      environments.close();
      var error =
          assertFails(
              Reason.UNAVAILABLE,
              () -> run.execute(Progress.SILENT, progress -> cloning.execute(run, progress)));
      assertEquals(
          "Spring-v0 is closed; repeat the command to resume the run in " + directory,
          error.getMessage());
    }
  }

  @Test
  void anotherExpertIsAnotherRun() {
    clone(Progress.SILENT);
    try (VectorEnvironment environments = SpringEnvironment.vector(3)) {
      CloningRun other = new CloningRun(CONFIG, expert("sac"), new Rollout(environments));
      var error = assertThrows(InvalidValueException.class, () -> open(other));
      assertEquals(
          "inputs.expert: "
              + expert("sac").digest()
              + " (expected: "
              + expert("lqr").digest()
              + ", as in "
              + directory.resolve("config.json")
              + "; or another directory)",
          error.getMessage());
    }
  }

  /** So that runs from before there was the setting are resumed. */
  @Test
  void onlyRunsWithFreshTrajectoriesSaySo() {
    clone(Progress.SILENT);
    assertFalse(RunConfig.read(directory).containsKey("data.fresh-trajectories"));
    BehaviorCloningConfig fresh = Settings.of(CONFIG).with(Map.of("fresh-trajectories", "true"));
    Path other = temporary.resolve("fresh");
    try (VectorEnvironment environments = SpringEnvironment.vector(3)) {
      clone(fresh, other, new Rollout(environments));
    }
    assertEquals("true", RunConfig.read(other).get("data.fresh-trajectories"));
  }

  @Test
  void linearSystemsHaveTheirOwnDefaults() {
    assertEquals(BehaviorCloningConfig.LINEAR_DEFAULTS, CloningRun.defaultsFor("LqrCliff-v0"));
    assertEquals(BehaviorCloningConfig.DEFAULTS, CloningRun.defaultsFor("Hopper-v5"));
  }

  private Path demonstrations() {
    return directory.resolve(RecordedDemonstrations.DIRECTORY);
  }

  private static RecordedDemonstrations expert(String name) {
    return new RecordedDemonstrations(
        name,
        SpringEnvironment.EXPERT,
        Digest.of(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        KeywordArguments.NONE);
  }

  private Run open(CloningRun cloning) {
    return open(cloning, directory);
  }

  private static Run open(CloningRun cloning, Path directory) {
    return Run.open(
        directory,
        cloning.identity(),
        RunManifest.begin(Invocation.of(List.of("test"), 0, Map.of()), Map.of(), Map.of()));
  }

  /** Returns whether the run is finished. */
  private boolean clone(Progress progress) {
    try (VectorEnvironment environments = SpringEnvironment.vector(3)) {
      CloningRun cloning = new CloningRun(CONFIG, expert("lqr"), new Rollout(environments));
      try (Run run = open(cloning)) {
        run.execute(progress, p -> cloning.execute(run, p));
        return run.isFinished();
      }
    }
  }

  /** Asks to stop at the n-th question of a task. */
  private static Progress stoppingAt(String task, int question) {
    return new Progress() {
      private String now = "";
      private int asked;

      @Override
      public void begin(String next) {
        now = next;
      }

      @Override
      public void advance(long done, long total, String note) {}

      @Override
      public boolean stopRequested() {
        return now.equals(task) && ++asked == question;
      }
    };
  }
}
