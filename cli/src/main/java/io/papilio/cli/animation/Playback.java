package io.papilio.cli.animation;

import io.papilio.core.env.Frame;
import io.papilio.core.env.RenderMode;
import io.papilio.core.policy.Actor;
import io.papilio.core.policy.Policy;
import io.papilio.core.space.Element;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.FiniteCheck;
import io.papilio.core.validation.Require;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorResetRequest;
import io.papilio.core.vector.VectorTimeStep;
import java.math.BigInteger;
import java.util.List;

/**
 * An environment in which a policy acts while frames are rendered, at a steady rate of simulated
 * time. NaN and infinity of the environment are rejected.
 */
public final class Playback {
  private final VectorEnvironment environment;
  private final Actor actor;
  private final int stepsPerFrame;
  private BigInteger seed;
  private Tensor observations;
  private int frames;
  private long steps;

  /**
   * @param environment one, in mode SAME_STEP
   * @param seed of the first episode; each later one continues the environment's generator
   * @param framesPerSecond wanted; rounded to whole environment steps
   */
  public Playback(VectorEnvironment environment, Policy policy, long seed, int framesPerSecond) {
    this.environment = environment;
    this.seed = BigInteger.valueOf(seed);
    this.actor = policy.begin(List.of(this.seed));
    int stepsPerSecond = environment.spec().rendering().framesPerSecond();
    this.stepsPerFrame = Math.max(1, Math.round((float) stepsPerSecond / framesPerSecond));
    observations = observations(environment.reset(VectorResetRequest.seeded(this.seed, 1)));
  }

  public int stepsPerFrame() {
    return stepsPerFrame;
  }

  /** Renders a frame; then the policy acts until the next one is due. */
  public Frame next() {
    Frame frame = environment.render(RenderMode.RGB_ARRAY).get(0);
    for (int i = 0; i < stepsPerFrame; i++) {
      act();
    }
    frames++;
    return frame;
  }

  /** How long the newest frame is shown, so that time runs as it is simulated. */
  public int centiseconds() {
    int stepsPerSecond = environment.spec().rendering().framesPerSecond();
    long until = Math.round(100.0 * frames * stepsPerFrame / stepsPerSecond);
    long since = Math.round(100.0 * (frames - 1) * stepsPerFrame / stepsPerSecond);
    return Math.toIntExact(Math.max(1, until - since));
  }

  private void act() {
    VectorTimeStep step = environment.step(actor.act(observations));
    steps++;
    Tensor next = observations(step);
    FiniteCheck.answer(
        environment.spec(), next, step.rewards().getDouble(0), () -> "step " + steps);
    if (step.isLast(0)) {
      seed = seed.add(BigInteger.ONE);
      actor.restart(0, seed);
    }
    observations = next;
  }

  private static Tensor observations(VectorTimeStep step) {
    Element batch = step.observations();
    Require.that(batch instanceof Tensor, "observation space", batch.describe(), "an array");
    return batch.asTensor();
  }
}
