package io.papilio.learner.cloning;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;

/** The momenta of AdamW, one for each of its running means. */
public record AdamBetas(
    @Setting("decay of AdamW's running mean of gradients (Table 1: 0.9)") @DefaultValue("0.9")
        double beta1,
    @Setting("decay of AdamW's running mean of squared gradients (Table 1: 0.999)")
        @DefaultValue("0.999")
        double beta2) {
  public AdamBetas {
    Require.that(beta1 >= 0 && beta1 < 1, "beta1", beta1, ">= 0 and < 1");
    Require.that(beta2 >= 0 && beta2 < 1, "beta2", beta2, ">= 0 and < 1");
  }
}
