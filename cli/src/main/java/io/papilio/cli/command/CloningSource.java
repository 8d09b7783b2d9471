package io.papilio.cli.command;

import io.papilio.artifacts.minari.MinariDataset;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.provenance.Digest;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.space.Discrete;
import io.papilio.laboratory.cloning.CloningRun;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where a cloning run has its demonstrations from. */
sealed interface CloningSource {
  /** In words. */
  String name();

  /** Digests of what goes in, by name. */
  Map<String, Digest> inputs();

  /** Brings the demonstrations to a run. */
  void prepare(CloningRun run, RolloutRunner runner, Progress progress);

  /** What besides the configuration decides a run in this environment. */
  default Map<String, String> origin(EnvironmentSpec environment) {
    Map<String, String> origin = new LinkedHashMap<>();
    origin.put("environment", environment.id());
    inputs().forEach((name, digest) -> origin.put(name, digest.toString()));
    if (environment.actionSpace() instanceof Discrete) {
      origin.put("actions", "discrete");
    }
    return origin;
  }

  /** An expert, which is recorded first. */
  record Recorded(ExpertSource expert) implements CloningSource {
    @Override
    public String name() {
      return expert.name();
    }

    @Override
    public Map<String, Digest> inputs() {
      return Map.of("expert", expert.digest());
    }

    @Override
    public void prepare(CloningRun run, RolloutRunner runner, Progress progress) {
      run.prepare(runner, expert.policy(), expert.name(), progress);
    }
  }

  /** A data set that there is. */
  record Given(MinariDataset dataset) implements CloningSource {
    @Override
    public String name() {
      return "the data set " + dataset.metadata().description().datasetId();
    }

    @Override
    public Map<String, Digest> inputs() {
      return Map.of("demonstrations", dataset.digest());
    }

    @Override
    public void prepare(CloningRun run, RolloutRunner runner, Progress progress) {
      run.prepare(dataset, runner.spec());
    }
  }
}
