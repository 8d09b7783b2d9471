package io.papilio.envserver.locomotion;

import io.papilio.core.env.Environment;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Box;
import io.papilio.core.space.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A thousand steps under the formula of golden/generate.py, over as many episodes as that takes.
 *
 * @param sha256 over the float64 bytes of every reset's observation and every step's observation
 *     and reward
 */
record LongRun(String sha256, double sumOfRewards, int episodes, Tensor lastObservation) {
  private static final int STEPS = 1000;

  static LongRun of(Environment environment, long seed) {
    MessageDigest digest = newDigest();
    Box actions = environment.spec().actionBox();
    TimeStep step = environment.reset(ResetRequest.seeded(seed));
    digest.update(step.observation().asTensor().bytes());
    double sum = 0;
    int episodes = 1;
    int length = 0;
    int limit = environment.spec().maxEpisodeSteps().orElseThrow();
    for (int t = 0; t < STEPS; t++) {
      step = environment.step(Tensor.float32(Tensor.float64(action(actions, t)).toFloats()));
      digest.update(step.observation().asTensor().bytes());
      digest.update(littleEndian(step.reward()));
      sum += step.reward();
      length++;
      if (step.isLast() || length == limit) {
        step = environment.reset(ResetRequest.CONTINUE);
        digest.update(step.observation().asTensor().bytes());
        episodes++;
        length = 0;
      }
    }
    String hex = HexFormat.of().formatHex(digest.digest());
    return new LongRun(hex, sum, episodes, step.observation().asTensor());
  }

  /**
   * The action of step {@code t}, before rounding to float32: {@code a = low + (high - low) u} with
   * {@code u = frac((t nu + i + 1) 0.618...)}.
   */
  static double[] action(Box actions, int t) {
    double[] action = new double[actions.size()];
    for (int i = 0; i < action.length; i++) {
      double u = (((double) t * action.length + i + 1) * 0.6180339887498949) % 1.0;
      double low = actions.low().getDouble(i);
      action[i] = low + (actions.high().getDouble(i) - low) * u;
    }
    return action;
  }

  private static ByteBuffer littleEndian(double value) {
    return ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN).putDouble(0, value);
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
