package io.papilio.learner.averaging;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import java.util.List;

/**
 * The mean of the iterates with weights that grow as a power of their index, so that the window is
 * a fixed share of the training so far.
 *
 * <p>Source: Karras et al., "Analyzing and improving the training dynamics of diffusion models"
 * (2024), section 3.1.
 */
@Setting(
    value = "a window that is a fixed share of the steps so far (Karras et al. 2024)",
    name = "power-function")
public record PowerFunctionEma(
    @Setting("sigma_rel, standard deviation of the weights as a share of the steps")
        @DefaultValue("0.1")
        double width,
    @Setting("name of the average") @DefaultValue("power-function") String name)
    implements AverageSpec {
  public PowerFunctionEma {
    PowerFunctionProfile.requireWidth(width, "width");
    AverageSpec.requireName(name);
  }

  @Override
  public List<DecaySchedule> parts() {
    return List.of(PowerFunctionProfile.schedule(width));
  }
}
