package io.papilio.learner.averaging;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;
import java.util.List;
import java.util.Optional;

/**
 * Two power-function averages with snapshots, of which {@link PostHocSynthesis} makes the average
 * of any width after the training. The one that is evaluated meanwhile is the narrow one.
 *
 * <p>Source: Karras et al., "Analyzing and improving the training dynamics of diffusion models"
 * (2024), section 3.2.
 */
@Setting(
    value = "two of power-function, saved to make that of any width afterwards",
    name = "posthoc")
public record PostHocEma(
    @Setting("sigma_rel of the narrow one, which is evaluated") @DefaultValue("0.05") double narrow,
    @Setting("sigma_rel of the wide one") @DefaultValue("0.1") double wide,
    @Setting("steps from a snapshot to the next, until there are too many") @DefaultValue("1000")
        long period,
    @Setting("most snapshots; one more, and every second one goes") @DefaultValue("64")
        int snapshots,
    @Setting("name of the average") @DefaultValue("posthoc") String name)
    implements AverageSpec {
  public PostHocEma {
    PowerFunctionProfile.requireWidth(narrow, "narrow");
    PowerFunctionProfile.requireWidth(wide, "wide");
    Require.that(narrow < wide, "wide", wide, "> " + narrow);
    Require.that(period > 0, "period", period, ">= 1");
    Require.positive(snapshots, "snapshots");
    AverageSpec.requireName(name);
  }

  @Override
  public List<DecaySchedule> parts() {
    return List.of(PowerFunctionProfile.schedule(narrow), PowerFunctionProfile.schedule(wide));
  }

  @Override
  public double[] weights(long t) {
    return new double[] {1, 0};
  }

  @Override
  public Optional<SnapshotPlan> snapshotPlan() {
    return Optional.of(new SnapshotPlan(period, snapshots, List.of(narrow, wide)));
  }
}
