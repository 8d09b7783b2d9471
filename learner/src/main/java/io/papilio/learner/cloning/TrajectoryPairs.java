package io.papilio.learner.cloning;

import io.papilio.core.random.RandomStreams;
import io.papilio.core.space.Discrete;
import io.papilio.core.space.Space;
import io.papilio.core.trajectory.TrajectorySource;
import io.papilio.core.validation.Require;
import io.papilio.learner.data.DemonstrationTensors;
import io.papilio.learner.data.OneHotActions;
import io.papilio.learner.imitator.Imitator;
import java.nio.file.Path;

/**
 * Makes the training pairs of an imitator from trajectories.
 *
 * @param directory on whose disk the pairs are while the process runs
 * @param labelNoise sigma, standard deviation of the noise on training labels
 */
record TrajectoryPairs(Imitator imitator, Space actionSpace, Path directory, double labelNoise) {
  TrajectoryPairs {
    boolean continuous = !(actionSpace instanceof Discrete);
    Require.that(labelNoise == 0 || continuous, "labelNoise", labelNoise, "0 for discrete actions");
  }

  /** With the labels of the expert. */
  DemonstrationTensors of(TrajectorySource trajectories) {
    TrajectorySource numeric =
        actionSpace instanceof Discrete discrete
            ? trajectories.map(trajectory -> OneHotActions.encode(trajectory, discrete))
            : trajectories;
    return DemonstrationTensors.of(numeric, imitator.binding(), directory);
  }

  /**
   * With the noise of a stream on the labels.
   *
   * @param stream name
   */
  DemonstrationTensors noisy(TrajectorySource trajectories, RandomStreams streams, String stream) {
    DemonstrationTensors pairs = of(trajectories);
    if (labelNoise > 0) {
      pairs.addLabelNoise(labelNoise, streams.stream(stream));
    }
    return pairs;
  }
}
