package io.papilio.cli.bench.server;

import io.papilio.core.space.Box;
import io.papilio.core.space.Element;
import io.papilio.core.space.Tensor;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorResetRequest;
import io.papilio.core.vector.VectorTimeStep;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Steps a vector with random actions, drawn beforehand. */
public final class RandomSteps {
  /** Different batches of actions. */
  private static final int BATCHES = 64;

  /** Actions are no larger than this. */
  private static final double LARGEST = 1;

  private final VectorEnvironment environments;
  private final List<Element> actions = new ArrayList<>();
  private int batch;

  /** Resets the vector; its actions must come from a Box. */
  public RandomSteps(VectorEnvironment environments) {
    this.environments = environments;
    Random random = new Random(0);
    for (int i = 0; i < BATCHES; i++) {
      actions.add(draw((Box) environments.spec().actionSpace(), environments.size(), random));
    }
    VectorTimeStep unused =
        environments.reset(VectorResetRequest.seeded(BigInteger.ZERO, environments.size()));
  }

  /** Takes one step of all environments. */
  public void step() {
    VectorTimeStep unused = environments.step(actions.get(batch++ % BATCHES));
  }

  /** Environment steps per second, over some seconds. */
  public double perSecond(double seconds) {
    long start = System.nanoTime();
    long steps = 0;
    do {
      step();
      steps += environments.size();
    } while (System.nanoTime() - start < seconds * 1e9);
    return steps / ((System.nanoTime() - start) / 1e9);
  }

  private static Element draw(Box space, int size, Random random) {
    float[] values = new float[size * space.size()];
    for (int i = 0; i < values.length; i++) {
      int element = i % space.size();
      double low = space.clip(element, -LARGEST);
      double high = space.clip(element, LARGEST);
      values[i] = (float) (low + random.nextDouble() * (high - low));
    }
    return Tensor.float32(values, size, space.size());
  }
}
