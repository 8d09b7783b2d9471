package io.papilio.cli.animation;

import io.papilio.core.env.Environment;
import io.papilio.core.env.Frame;
import io.papilio.core.env.RenderMode;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.policy.Policy;
import io.papilio.core.space.Batch;
import io.papilio.core.space.Box;
import io.papilio.core.space.Element;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.Require;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * An environment in which a policy acts while pictures are taken, at a steady rate of simulated
 * time.
 */
public final class Playback {
  private final Environment environment;
  private final Policy policy;
  private final int stepsPerFrame;
  private Tensor observations;
  private Tensor previousActions;
  private int frames;

  /**
   * @param seed of the first episode
   * @param framesPerSecond wanted; rounded to whole environment steps
   */
  public Playback(Environment environment, Policy policy, long seed, int framesPerSecond) {
    this.environment = environment;
    this.policy = policy;
    int stepsPerSecond = environment.spec().rendering().framesPerSecond();
    this.stepsPerFrame = Math.max(1, Math.round((float) stepsPerSecond / framesPerSecond));
    begin(environment.reset(ResetRequest.seeded(seed)));
  }

  public int stepsPerFrame() {
    return stepsPerFrame;
  }

  /** A picture of now; then the policy acts until the next one is due. */
  public Frame next() {
    Frame picture = environment.render(RenderMode.RGB_ARRAY);
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
    TimeStep step = environment.step(actions.row(0));
    previousActions = actions;
    if (step.isLast()) {
      begin(environment.reset(ResetRequest.CONTINUE));
    } else {
      observations = batch(step.observation());
    }
  }

  /** u_0 = 0, as everywhere. */
  private void begin(TimeStep first) {
    observations = batch(first.observation());
    if (environment.spec().actionSpace() instanceof Box box) {
      List<Integer> shape = new ArrayList<>(List.of(1));
      shape.addAll(box.shape());
      ByteBuffer zeros = ByteBuffer.allocate(box.size() * box.dtype().bytes());
      previousActions = Tensor.wrap(box.dtype(), shape, zeros);
    } else {
      previousActions = Tensor.int64(new long[1]);
    }
  }

  private Tensor batch(Element observation) {
    Element batch = Batch.of(environment.spec().observationSpace(), List.of(observation));
    Require.that(batch instanceof Tensor, "observation space", observation.describe(), "an array");
    return batch.asTensor();
  }
}
