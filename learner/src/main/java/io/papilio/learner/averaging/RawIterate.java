package io.papilio.learner.averaging;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import java.util.List;

/** The newest iterate, an average over a window of one. */
@Setting(value = "the newest iterate", name = "raw")
public record RawIterate(@Setting("name of the average") @DefaultValue("raw") String name)
    implements AverageSpec {
  public RawIterate {
    AverageSpec.requireName(name);
  }

  @Override
  public List<DecaySchedule> parts() {
    return List.of(t -> 1);
  }
}
