package io.papilio.laboratory.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.run.Invocation;
import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.run.RunManifest;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RunInterruptedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs are shell scripts here. */
@Timeout(60)
class JobQueueTest {
  private static final List<String> SHELL = List.of("sh", "-c");

  @TempDir Path directory;

  private Job job(String name, String script) {
    return new Job(name, directory.resolve(name), List.of(script), 0, 1);
  }

  private JobQueue queue(int workers, Job... jobs) {
    return new JobQueue(SHELL, workers, directory.resolve("logs"), List.of(jobs));
  }

  @Test
  void oneFailureKeepsNoOtherFromRunning() {
    Path made = directory.resolve("made");
    Job failing = job("failing", "echo beginning; echo no such rate; exit 2");
    Job good = job("good", "touch " + made);
    JobQueue queue = queue(1, failing, good);
    queue.run(List.of(failing, good), Progress.SILENT);
    assertTrue(Files.exists(made));
    Path log = directory.resolve("logs/failing.log");
    assertEquals(List.of(new JobFailure("failing", "no such rate; log: " + log)), queue.failures());
  }

  /** Each waits for a file of the other. */
  @Test
  void jobsRunSideBySide() {
    Path a = directory.resolve("a.txt");
    Path b = directory.resolve("b.txt");
    String script = "touch %s; until [ -e %s ]; do sleep 0.01; done";
    Job first = job("first", String.format(script, a, b));
    Job second = job("second", String.format(script, b, a));
    JobQueue queue = queue(2, first, second);
    queue.run(List.of(first, second), Progress.SILENT);
    assertEquals(List.of(), queue.failures());
  }

  /** The scripts end when their standard input does; only the first has begun. */
  @Test
  void aRequestToStopEndsTheInputOfJobsAndStartsNoMore() {
    Path begun = directory.resolve("begun");
    Path never = directory.resolve("never");
    Job first = job("first", "touch " + begun + "; cat; exit 130");
    Job second = job("second", "touch " + never);
    JobQueue queue = queue(1, first, second);
    Progress stop =
        new Progress() {
          @Override
          public void advance(long done, long total, String note) {
            assertEquals(0, done, "of " + total + ", when none has a checkpoint");
          }

          @Override
          public boolean stopRequested() {
            return Files.exists(begun);
          }
        };
    assertThrows(RunInterruptedException.class, () -> queue.run(List.of(first, second), stop));
    assertFalse(Files.exists(never));
    assertEquals(List.of(), queue.failures());
  }

  @Test
  void aFinishedRunOfTheSameCommandIsSkipped() throws IOException {
    Path made = directory.resolve("made");
    Job job = job("job", "touch " + made);
    finish(job.directory(), job.words());
    queue(1, job).run(List.of(job), Progress.SILENT);
    assertFalse(Files.exists(made));
    Job other = new Job("other", job.directory(), List.of("touch " + made + "; true"), 0, 1);
    queue(1, other).run(List.of(other), Progress.SILENT);
    assertTrue(Files.exists(made), "the command decides what happens to a run of other settings");
  }

  private static void finish(Path directory, List<String> words) {
    List<String> typed = new ArrayList<>(List.of("./papilio"));
    typed.addAll(words);
    RunManifest manifest = RunManifest.begin(Invocation.of(typed, 0, Map.of()), Map.of(), Map.of());
    try (Run run = Run.open(directory, Map.of("setting", 1), manifest)) {
      run.execute(Progress.SILENT, progress -> {});
    }
  }
}
