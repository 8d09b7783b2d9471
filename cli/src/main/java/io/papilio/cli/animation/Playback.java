package io.papilio.cli.animation;

import io.papilio.core.env.Frame;
import io.papilio.core.env.RenderMode;
import io.papilio.core.policy.Policy;
import io.papilio.core.space.Box;
import io.papilio.core.space.Element;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.Require;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorResetRequest;
import io.papilio.core.vector.VectorTimeStep;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * An environment in which a policy acts while pictures are taken, at a steady rate of simulated
 * time.
 */
public final class Playback {
  private final VectorEnvironment environment;
  private final Policy policy;
  private final int stepsPerFrame;
  private Tensor observations;
  private Tensor previousActions;
  private int frames;

  /**
   * @param environment one, in mode SAME_STEP
   * @param seed of the first episode
   * @param framesPerSecond wanted; rounded to whole environment steps
   */
  public Playback(VectorEnvironment environment, Policy policy, long seed, int framesPerSecond) {
    this.environment = environment;
    this.policy = policy;
    int stepsPerSecond = environment.spec().rendering().framesPerSecond();
    this.stepsPerFrame = Math.max(1, Math.round((float) stepsPerSecond / framesPerSecond));
    VectorTimeStep first =
        environment.reset(VectorResetRequest.seeded(BigInteger.valueOf(seed), 1));
    begin(observations(first));
  }

  public int stepsPerFrame() {
    return stepsPerFrame;
  }

  /** A picture of now; then the policy acts until the next one is due. */
  public Frame next() {
    Frame picture = environment.render(RenderMode.RGB_ARRAY).get(0);
    for (int i = 0; i < stepsPerFrame; i++) {
      act();
    }
    frames++;
    return picture;
  }

  /** How long the newest picture is to be shown, so that time runs as it is simulated. */
  public int centiseconds() {
    int stepsPerSecond = environment.spec().rendering().framesPerSecond();
    long until = Math.round(100.0 * frames * stepsPerFrame / stepsPerSecond);
    long since = Math.round(100.0 * (frames - 1) * stepsPerFrame / stepsPerSecond);
    return Math.toIntExact(Math.max(1, until - since));
  }

  private void act() {
    Tensor actions = policy.act(observations, previousActions);
    VectorTimeStep step = environment.step(actions);
    if (step.isLast(0)) {
      begin(observations(step));
    } else {
      observations = observations(step);
      previousActions = actions;
    }
  }

  /** u_0 = 0, as everywhere. */
  private void begin(Tensor first) {
    observations = first;
    if (environment.spec().actionSpace() instanceof Box box) {
      List<Integer> shape = new ArrayList<>(List.of(1));
      shape.addAll(box.shape());
      ByteBuffer zeros = ByteBuffer.allocate(box.size() * box.dtype().bytes());
      previousActions = Tensor.wrap(box.dtype(), shape, zeros);
    } else {
      previousActions = Tensor.int64(new long[1]);
    }
  }

  private static Tensor observations(VectorTimeStep step) {
    Element batch = step.observations();
    Require.that(batch instanceof Tensor, "observation space", batch.describe(), "an array");
    return batch.asTensor();
  }
}
