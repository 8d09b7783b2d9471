package io.papilio.it.reproducibility;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.core.provenance.Digest;
import io.papilio.it.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Small runs give the numbers that they always gave. What is frozen are values, not files: where a
 * format changes, {@link RunValues} has to read the new one to the same digests.
 */
class FrozenRunsTest {
  @TempDir private Path temporary;

  private Path run;

  @BeforeEach
  void chooseTheDirectoryOfTheRun() {
    run = temporary.resolve("run-v0");
  }

  @Test
  void cloneOfTheHopperIsTheFrozenOne() throws Exception {
    call("clone", FrozenRuns.HOPPER_CLONE, List.of("--directory=" + run));
    assertFrozen("clone-hopper", RunValues.ofClone(run));
  }

  @Test
  void linearCloneIsTheFrozenOne() throws Exception {
    clone(List.of(), "--env=LqrCliff-v0", "--seed=2");
    assertFrozen("clone-lqr-cliff", RunValues.ofClone(run));
  }

  @Test
  void cloneThatSeesBareObservationsAndPreviousActionsIsTheFrozenOne() throws Exception {
    clone(
        FrozenRuns.SMALL_IMITATOR,
        "--env=Walker2d-v5",
        "--seed=3",
        "--previous-action",
        "--standardize-inputs=false",
        "--learning-rate-power=1");
    assertFrozen("clone-walker2d", RunValues.ofClone(run));
  }

  @Test
  void trainedExpertIsTheFrozenOne() throws Exception {
    call("train-expert", FrozenRuns.HOPPER_TRAINING, List.of("--directory=" + run));
    assertFrozen("train-expert-hopper", RunValues.ofTraining(run));
  }

  @Test
  void demonstrationsOfTheShippedExpertAreTheFrozenOnes() throws Exception {
    demonstrate("--env=Hopper-v5");
    assertFrozen("demonstrate-hopper", RunValues.ofDemonstrations(run));
  }

  @Test
  void noisyDemonstrationsAreTheFrozenOnes() throws Exception {
    // Two episodes: the one has noise, the other is clean.
    demonstrate("--env=HalfCheetah-v5", "--noise=0.3");
    assertFrozen("demonstrate-half-cheetah-noise", RunValues.ofDemonstrations(run));
  }

  @Test
  void randomDemonstrationsAreTheFrozenOnes() throws Exception {
    demonstrate("--env=Hopper-v5", "--policy=random");
    assertFrozen("demonstrate-hopper-random", RunValues.ofDemonstrations(run));
  }

  @Test
  void evaluationOfTheShippedExpertIsTheFrozenOne() throws Exception {
    String said = call("evaluate", List.of("--env=Hopper-v5", "--episodes=3"));
    assertFrozen("evaluate-hopper", RunValues.ofEvaluation(said));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Hopper-v5", "Ant-v5", "LqrMarginal-v0"})
  void snapshotAfterFiveStepsIsTheFrozenOne(String id) throws Exception {
    assertFrozen("snapshot-" + id, SnapshotValues.afterFiveSteps(id));
  }

  private void clone(List<String> imitator, String... options) throws Exception {
    call(
        "clone",
        FrozenRuns.SMALL_CLONING,
        imitator,
        List.of("--directory=" + run),
        List.of(options));
  }

  private void demonstrate(String... options) throws Exception {
    call("demonstrate", List.of("--episodes=2", "--out=" + run), List.of(options));
  }

  @SafeVarargs
  private String call(String command, List<String>... options) throws Exception {
    return ChildProcess.run(temporary, command, FrozenRuns.join(options));
  }

  private static void assertFrozen(String name, Digest actual) throws IOException {
    assertEquals(
        FrozenRuns.digest(name),
        actual.sha256(),
        name
            + ": other numbers than before; if they are meant to be, frozen-runs.properties takes"
            + " them");
  }
}
