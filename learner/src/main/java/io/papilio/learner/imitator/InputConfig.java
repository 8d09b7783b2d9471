package io.papilio.learner.imitator;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;

/** What imitators see. */
public record InputConfig(
    @Setting("whether the imitator sees the previous action beside the observation (paper: true)")
        @DefaultValue("false")
        boolean previousAction,
    @Setting(
            value = "whether the inputs have mean 0 and standard deviation 1 (paper: false)",
            name = "standardize-inputs")
        @DefaultValue("true")
        boolean standardize) {}
