package io.papilio.laboratory.study;

import io.papilio.artifacts.file.AtomicFile;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.core.rollout.RunInterruptedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs the studies of a group and writes what they found: {@value #PAGE}, {@value #CSV} and {@value
 * #MARKDOWN}.
 */
public record StudyRun(StudyGroup group, RolloutSource source) {
  public static final String PAGE = "report.html";
  public static final String CSV = "claims.csv";
  public static final String MARKDOWN = "claims.md";

  /**
   * Runs all studies.
   *
   * @param workers studies at a time
   * @return the findings in the order of the studies
   * @throws RunInterruptedException when {@code progress} asks to stop
   */
  public Map<Study, Findings> run(int workers, Progress progress) {
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    try {
      List<Future<Findings>> running = new ArrayList<>();
      for (Study study : group.studies()) {
        running.add(threads.submit(() -> study.experiment().apply(source)));
      }
      Map<Study, Findings> found = new LinkedHashMap<>();
      for (int i = 0; i < running.size(); i++) {
        if (progress.stopRequested()) {
          throw new RunInterruptedException("stopped after " + i + " studies");
        }
        found.put(group.studies().get(i), running.get(i).get());
        progress.advance(i + 1, running.size(), group.studies().get(i).name());
      }
      return found;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunInterruptedException("stopped");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * Writes the files.
   *
   * @return the files, the page first
   */
  public List<Path> write(Path directory, Map<Study, Findings> found) {
    AtomicFile.deleteLeftovers(directory, 1);
    Path page = directory.resolve(PAGE);
    Path csv = directory.resolve(CSV);
    Path markdown = directory.resolve(MARKDOWN);
    AtomicFile.write(page, StudyPage.html(group, found));
    AtomicFile.write(csv, ClaimTable.csv(found));
    AtomicFile.write(markdown, ClaimTable.markdown(found));
    return List.of(page, csv, markdown);
  }
}
