package io.papilio.expert.training;

import io.papilio.core.validation.Require;
import io.papilio.expert.replay.ReplayBuffer;
import io.papilio.expert.sac.SacConfig;

/** What a run's replay buffer needs of the Java heap; known before the first step. */
final class ReplayMemory {
  private ReplayMemory() {}

  /**
   * Rejects a buffer that would fill more than half of the heap; the other half is for the copy
   * that a resumed run reads, and for all else.
   *
   * @param heap most bytes that the heap may have
   * @throws io.papilio.core.validation.InvalidValueException naming {@code bufferSize}
   */
  static void require(SacConfig config, int observationSize, int actionSize, long heap) {
    long bytes = ReplayBuffer.bytesPerTransition(observationSize, actionSize);
    long most = heap / 2 / bytes;
    // A short run does not fill its buffer.
    long stored =
        Math.min(
            config.collection().bufferSize(),
            Math.min(config.schedule().totalSteps(), config.collection().bufferSize())
                + config.collection().numEnvs());
    Require.that(
        stored <= most,
        "bufferSize",
        config.collection().bufferSize() + ", " + stored * bytes + " bytes",
        "at most " + most + ", what fits half of the Java heap of " + heap + " bytes");
  }
}
