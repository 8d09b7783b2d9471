package io.papilio.laboratory.cloning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.minari.MinariDataset;
import io.papilio.artifacts.minari.MinariRecording;
import io.papilio.core.env.EnvironmentUnavailableException;
import io.papilio.core.env.SpringEnvironment;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.Rollout;
import io.papilio.core.rollout.RolloutListener;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.settings.Settings;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.learner.cloning.BehaviorCloningConfig;
import io.papilio.learner.evaluation.ExpertEpisodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloningRunTest {
  private static final Map<String, String> ORIGIN =
      Map.of("environment", "Spring-v0", "expert", "lqr");
  private static final BehaviorCloningConfig CONFIG =
      Settings.of(BehaviorCloningConfig.LINEAR_DEFAULTS)
          .with(
              Map.of(
                  "steps", "60",
                  "trajectories", "7",
                  "evaluationInterval", "20",
                  "evaluationEpisodes", "3"));

  @TempDir Path temporary;

  @Test
  void runLeavesTheFilesOfItsDirectory() throws IOException {
    CloningRun run = finish("run");

    assertTrue(run.isFinished());
    try (var entries = Files.list(run.directory().path())) {
      assertEquals(
          List.of(
              "checkpoint.safetensors",
              "config.json",
              "demonstrations",
              "ema.safetensors",
              "episodes.csv",
              "expert.json",
              "metrics.csv",
              "raw.safetensors"),
          entries.map(entry -> entry.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void demonstrationsAndReferenceAreTheExpertsOwn() {
    CloningRun run = finish("run");
    List<Trajectory> recorded = MinariDataset.open(run.directory().demonstrations()).toList();
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
          ExpertEpisodes.read(run.directory().expert()));
    }
    assertEquals(expected, recorded);
  }

  @Test
  void preparingAgainKeepsWhatIsThere() throws IOException {
    CloningRun run = open("run", CONFIG);
    prepare(run, Progress.SILENT);
    Path index = run.directory().demonstrations().resolve("SHA256SUMS");
    var written = Files.getLastModifiedTime(index);
    prepare(open("run", CONFIG), Progress.SILENT);
    assertEquals(written, Files.getLastModifiedTime(index));
  }

  @Test
  void stoppedRecordingGoesOn() {
    CloningRun run = open("run", CONFIG);
    int[] asked = {0};
    Progress stopping =
        new Progress() {
          @Override
          public void advance(long done, long total, String note) {}

          @Override
          public boolean stopRequested() {
            return asked[0]++ == 1;
          }
        };
    assertThrows(RunInterruptedException.class, () -> prepare(run, stopping));
    assertFalse(MinariRecording.isComplete(run.directory().demonstrations()));
    assertTrue(finish("run").isFinished());
  }

  @Test
  void lostEnvironmentSaysHowToGoOn() {
    CloningRun run = open("run", CONFIG);
    VectorEnvironment environments = SpringEnvironment.vector(3);
    environments.close();
    var error =
        assertThrows(
            EnvironmentUnavailableException.class,
            () ->
                run.prepare(
                    new Rollout(environments), SpringEnvironment.EXPERT, "lqr", Progress.SILENT));
    assertEquals(
        "Spring-v0: closed (expected: open); the run in "
            + temporary.resolve("run")
            + " is kept: the same command goes on from its last checkpoint",
        error.getMessage());
  }

  @Test
  void anotherExpertIsAnotherRun() {
    open("run", CONFIG);
    var error =
        assertThrows(
            InvalidValueException.class,
            () ->
                CloningRun.open(
                    temporary.resolve("run"),
                    CONFIG,
                    Map.of("environment", "Spring-v0", "expert", "sac")));
    assertTrue(error.getMessage().startsWith("expert: sac (expected: lqr, as in "));
  }

  @Test
  void linearSystemsHaveTheirOwnDefaults() {
    assertEquals(BehaviorCloningConfig.LINEAR_DEFAULTS, CloningRun.defaultsFor("LqrCliff-v0"));
    assertEquals(BehaviorCloningConfig.DEFAULTS, CloningRun.defaultsFor("Hopper-v5"));
  }

  private CloningRun open(String name, BehaviorCloningConfig config) {
    return CloningRun.open(temporary.resolve(name), config, ORIGIN);
  }

  private static void prepare(CloningRun run, Progress progress) {
    try (VectorEnvironment environments = SpringEnvironment.vector(3)) {
      run.prepare(new Rollout(environments), SpringEnvironment.EXPERT, "lqr", progress);
    }
  }

  private CloningRun finish(String name) {
    CloningRun run = open(name, CONFIG);
    prepare(run, Progress.SILENT);
    try (VectorEnvironment environments = SpringEnvironment.vector(3)) {
      run.train(new Rollout(environments), Progress.SILENT);
    }
    return run;
  }
}
