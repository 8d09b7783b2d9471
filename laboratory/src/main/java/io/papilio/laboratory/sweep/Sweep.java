package io.papilio.laboratory.sweep;

import io.papilio.artifacts.file.AtomicFile;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.rollout.Progress;
import io.papilio.core.validation.Require;
import io.papilio.laboratory.experiment.Cost;
import io.papilio.laboratory.experiment.Experiment;
import io.papilio.laboratory.experiment.ExperimentCommand;
import io.papilio.laboratory.experiment.PlannedRun;
import io.papilio.laboratory.experiment.Scale;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All runs of an experiment at a scale, for several training seeds. Each run is a command of this
 * program in its own process, in {@code RUN/seedSEED} of the sweep's directory; runs in one
 * environment learn from the same demonstrations, unless these are recorded under different noise
 * or with other keywords.
 *
 * @param seeds training seeds 0, 1, ... of every run
 */
public record Sweep(Experiment experiment, Scale scale, int seeds, Path directory) {
  private static final String TRAJECTORIES = "data.trajectories";

  public Sweep {
    Require.positive(seeds, "seeds");
  }

  /**
   * Executes what is missing: runs that were interrupted resume, finished ones are skipped.
   *
   * @param only which runs are executed
   * @param program the words that start this program, before a command's
   * @param workers processes at a time
   * @return the runs that failed
   * @throws io.papilio.core.rollout.RunInterruptedException when {@code progress} asks to stop
   */
  public List<JobFailure> execute(
      Predicate<PlannedRun> only, List<String> program, int workers, Progress progress) {
    AtomicFile.deleteLeftovers(directory, 1);
    List<Job> demonstrations = demonstrations(only);
    List<Job> runs = jobs(only);
    JobQueue queue =
        new JobQueue(
            program,
            workers,
            directory.resolve("logs"),
            Stream.concat(demonstrations.stream(), runs.stream()).toList());
    queue.run(demonstrations, progress);
    queue.run(runs, progress);
    return queue.failures();
  }

  /** The directory of a run. */
  public Path directory(PlannedRun run, int seed) {
    return directory.resolve(run.name().replace(' ', '-')).resolve("seed" + seed);
  }

  private List<Job> jobs(Predicate<PlannedRun> only) {
    return experiment.runs(scale).stream()
        .filter(only)
        .flatMap(run -> IntStream.range(0, seeds).mapToObj(seed -> job(run, seed)))
        .toList();
  }

  private Job job(PlannedRun run, int seed) {
    List<String> words = new ArrayList<>(List.of(run.command().word()));
    if (run.command().hasEnvironment()) {
      words.add("--env=" + run.environment());
      words.addAll(run.demonstrated().keywords().options());
    }
    words.add("--directory=" + directory(run, seed));
    if (run.command() == ExperimentCommand.CLONE) {
      words.add("--demonstrations=" + demonstrations(run.demonstrated()));
      words.add("--expert=expert");
    }
    words.addAll(run.options());
    if (run.command() == ExperimentCommand.CLONE && !run.settings().containsKey(TRAJECTORIES)) {
      // Otherwise the command takes all demonstrations.
      words.add("--trajectories=" + run.cloning().data().trajectories());
    }
    words.add("--seed=" + seed);
    return new Job(
        run.name() + " seed " + seed, directory(run, seed), words, run.steps(), Cost.seconds(run));
  }

  private List<Job> demonstrations(Predicate<PlannedRun> only) {
    Set<PlannedRun.Demonstrated> needed =
        experiment.runs(scale).stream()
            .filter(only)
            .map(PlannedRun::demonstrated)
            .collect(Collectors.toSet());
    return mostTrajectories().entrySet().stream()
        .filter(most -> needed.contains(most.getKey()))
        .map(
            most -> {
              Path out = demonstrations(most.getKey());
              String environment = most.getKey().environment();
              List<String> words =
                  new ArrayList<>(
                      List.of(
                          "demonstrate",
                          "--env=" + environment,
                          "--episodes=" + most.getValue(),
                          "--out=" + out));
              words.addAll(most.getKey().keywords().options());
              if (most.getKey().noise() > 0) {
                words.add("--noise=" + most.getKey().noise());
              }
              String name = "demonstrations of " + out.getFileName();
              return new Job(name, out, words, 0, Cost.seconds(environment, most.getValue()));
            })
        .toList();
  }

  private Path demonstrations(PlannedRun.Demonstrated demonstrated) {
    int episodes = mostTrajectories().get(demonstrated);
    String noise = demonstrated.noise() > 0 ? "-noise-" + demonstrated.noise() : "";
    List<String> keywords = demonstrated.keywords().options();
    String made = keywords.isEmpty() ? "" : "-" + demonstrated.keywords();
    String name =
        EnvironmentSpec.fileName(demonstrated.environment() + "-" + episodes + noise + made);
    // Minari's ids end with a version.
    return directory.resolve("demonstrations").resolve(name + "-v0");
  }

  /** For each kind of demonstrations, what the run with the most of them has. */
  private Map<PlannedRun.Demonstrated, Integer> mostTrajectories() {
    Map<PlannedRun.Demonstrated, Integer> most = new LinkedHashMap<>();
    experiment.runs(scale).stream()
        .filter(run -> run.command() == ExperimentCommand.CLONE)
        .forEach(
            run -> most.merge(run.demonstrated(), run.cloning().data().trajectories(), Math::max));
    return most;
  }
}
