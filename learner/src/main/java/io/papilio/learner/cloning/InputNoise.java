package io.papilio.learner.cloning;

import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import java.util.Optional;

/**
 * Normal noise on the inputs of an imitator in training. That of step t is drawn by the stream
 * {@code input-noise/t}.
 *
 * @param deviation sigma
 */
record InputNoise(double deviation, RandomStreams streams) {

  /** None for a deviation of 0. */
  static Optional<InputNoise> of(double deviation, RandomStreams streams) {
    return deviation == 0 ? Optional.empty() : Optional.of(new InputNoise(deviation, streams));
  }

  /** Adds the noise of a step. */
  void addTo(float[] inputs, long step) {
    NumpyGenerator generator = streams.stream("input-noise/" + step);
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] += (float) (deviation * generator.standardNormal());
    }
  }
}
