package io.papilio.learner.averaging;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.learner.tensor.BlockedVector;

/** The newest iterate, an average over a window of one. */
@Setting(value = "the newest iterate", name = "raw")
public record RawIterate(@Setting("name of the average") @DefaultValue("raw") String name)
    implements AverageSpec {
  public RawIterate {
    AverageSpec.requireName(name);
  }

  @Override
  public IterateAverage start(float[] theta) {
    return new Newest(theta);
  }

  private static final class Newest implements IterateAverage {
    private final BlockedVector newest;

    Newest(float[] theta) {
      newest = new BlockedVector(theta.length);
      newest.set(theta);
    }

    @Override
    public void update(long t, int block, float[] theta, int length) {
      System.arraycopy(theta, 0, newest.block(block), 0, length);
    }

    @Override
    public void copyTo(float[] destination) {
      newest.copyTo(destination);
    }

    @Override
    public void save(String prefix, TrainingState.Builder state) {
      // Nothing: a restored bank starts at the newest iterate.
    }

    @Override
    public void restore(String prefix, TrainingState state) {
      // The bank has started it at the newest iterate.
    }
  }
}
