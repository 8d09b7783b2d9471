package io.papilio.laboratory.sweep;

import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RunInterruptedException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Executes jobs, several at a time, stage after stage. Finished ones are skipped. */
final class JobQueue {
  private static final long POLL_MILLIS = 100;

  /** The share of a job that has saved its last checkpoint but has not ended. */
  private static final double ALMOST = 0.99;

  private final List<String> program;
  private final int workers;
  private final Path logs;
  private final List<Job> all;
  private final List<Job> finished = new ArrayList<>();
  private final List<Job> failed = new ArrayList<>();
  private final List<JobProcess> running = new ArrayList<>();
  private final List<JobFailure> failures = new ArrayList<>();

  /**
   * @param program the words that start this program, before a command's
   * @param workers jobs at a time
   * @param logs directory of a file per job with what it printed
   * @param all every job of every stage
   */
  JobQueue(List<String> program, int workers, Path logs, List<Job> all) {
    this.program = List.copyOf(program);
    this.workers = workers;
    this.logs = logs;
    this.all = List.copyOf(all);
  }

  /**
   * Executes the jobs of one stage. A job that fails does not keep the others from running.
   *
   * @throws RunInterruptedException when {@code progress} asked to stop, after all jobs have
   */
  void run(List<Job> stage, Progress progress) {
    Deque<Job> waiting = new ArrayDeque<>();
    for (Job job : stage) {
      if (job.isFinished()) {
        finished.add(job);
      } else {
        waiting.add(job);
      }
    }
    boolean stopped = false;
    while (!running.isEmpty() || !waiting.isEmpty()) {
      if (!stopped && progress.stopRequested()) {
        stopped = true;
        waiting.clear();
        running.forEach(JobProcess::stop);
      }
      while (running.size() < workers && !waiting.isEmpty()) {
        Job job = waiting.remove();
        running.add(JobProcess.start(job, program, log(job)));
      }
      collect(stopped);
      report(progress);
      sleep();
    }
    if (stopped) {
      throw new RunInterruptedException("stopped; the same command resumes");
    }
  }

  /** The jobs that failed. */
  List<JobFailure> failures() {
    return List.copyOf(failures);
  }

  private void collect(boolean stopped) {
    for (Iterator<JobProcess> each = running.iterator(); each.hasNext(); ) {
      JobProcess process = each.next();
      if (!process.isAlive()) {
        each.remove();
        if (process.exitCode() == 0) {
          finished.add(process.job());
        } else if (!stopped) {
          failed.add(process.job());
          failures.add(new JobFailure(process.job().name(), process.lastWords()));
        }
      }
    }
  }

  private void report(Progress progress) {
    double total = 0;
    double done = 0;
    for (Job job : all) {
      total += job.seconds();
      done += job.seconds() * share(job);
    }
    String note = finished.size() + " of " + all.size() + " runs finished";
    String without = failures.isEmpty() ? "" : ", " + failures.size() + " failed";
    long units = Math.max(1, Math.round(total));
    progress.advance((long) (units * (done / total)), units, note + without);
  }

  private double share(Job job) {
    return finished.contains(job) || failed.contains(job) ? 1 : ALMOST * job.share();
  }

  private Path log(Job job) {
    return logs.resolve(job.name().replaceAll("[ /]", "-") + ".log");
  }

  private static void sleep() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
