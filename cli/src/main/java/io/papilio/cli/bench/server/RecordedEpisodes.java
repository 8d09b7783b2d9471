package io.papilio.cli.bench.server;

import io.papilio.core.policy.Policy;
import io.papilio.core.rollout.RolloutListener;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.trajectory.Trajectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Seeds and actions of episodes in a folder for {@code bench/rollout.py}, which steps through them.
 *
 * @param meanLength in environment steps
 */
record RecordedEpisodes(Path folder, double meanLength) {
  private static final String EPISODES = "episodes.txt";
  private static final String ACTIONS = "actions.f32";

  static RecordedEpisodes of(RolloutRunner runner, Policy policy, List<BigInteger> seeds) {
    List<Trajectory> trajectories = new ArrayList<>();
    runner.record(policy, seeds, RolloutListener.SILENT, trajectories::add);
    try {
      Path folder = Files.createTempDirectory("papilio-bench");
      StringBuilder lines = new StringBuilder();
      try (var out = Files.newOutputStream(folder.resolve(ACTIONS))) {
        for (Trajectory trajectory : trajectories) {
          lines
              .append(trajectory.seed().orElseThrow())
              .append(' ')
              .append(trajectory.length())
              .append('\n');
          float[] actions = trajectory.actions().toFloats();
          ByteBuffer bytes =
              ByteBuffer.allocate(actions.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
          bytes.asFloatBuffer().put(actions);
          out.write(bytes.array());
        }
      }
      Files.writeString(folder.resolve(EPISODES), lines);
      double steps = trajectories.stream().mapToInt(Trajectory::length).sum();
      return new RecordedEpisodes(folder, steps / trajectories.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete() {
    try {
      Files.delete(folder.resolve(EPISODES));
      Files.delete(folder.resolve(ACTIONS));
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
