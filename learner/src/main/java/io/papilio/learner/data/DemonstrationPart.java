package io.papilio.learner.data;

import io.papilio.core.env.Tensor;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.learner.checkpoint.TensorFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The trajectories of one file while they are collected, and how they are named in it. */
final class DemonstrationPart {
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final List<DemonstrationIndex.Episode> episodes = new ArrayList<>();
  private long bytes;

  void add(String prefix, Trajectory trajectory) {
    put(prefix + ".observations", trajectory.observations());
    put(prefix + ".actions", trajectory.actions());
    put(prefix + ".rewards", trajectory.rewards());
    episodes.add(
        new DemonstrationIndex.Episode(
            prefix,
            trajectory.seed(),
            trajectory.length(),
            trajectory.undiscountedReturn(),
            trajectory.terminated(),
            trajectory.truncated()));
  }

  /** Size of the tensors. */
  long bytes() {
    return bytes;
  }

  List<DemonstrationIndex.Episode> episodes() {
    return episodes;
  }

  TensorFile content(String environment) {
    return new TensorFile(tensors, Map.of("environment", environment));
  }

  static Trajectory trajectory(TensorFile content, DemonstrationIndex.Episode episode) {
    String prefix = episode.prefix();
    return new Trajectory(
        episode.seed(),
        content.tensors().get(prefix + ".observations"),
        content.tensors().get(prefix + ".actions"),
        content.tensors().get(prefix + ".rewards"),
        episode.terminated(),
        episode.truncated());
  }

  private void put(String name, Tensor tensor) {
    tensors.put(name, tensor);
    bytes += tensor.bytes().remaining();
  }
}
