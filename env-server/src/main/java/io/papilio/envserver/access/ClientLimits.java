package io.papilio.envserver.access;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;

/** What one client may hold at a time, whatever the number of its connections; 0 for no limit. */
public record ClientLimits(
    @Setting("sessions and rollouts of one client; 0 for no limit") @DefaultValue("0")
        int maxClientSessions,
    @Setting("environments of one client; 0 for no limit") @DefaultValue("0")
        int maxClientEnvironments,
    @Setting("bytes of memory for the environments of one client; 0 for no limit")
        @DefaultValue("0")
        long maxClientBytes,
    @Setting("uploaded policies of one client; 0 for no limit") @DefaultValue("0")
        int maxClientPolicies) {
  public ClientLimits {
    Require.nonNegative(maxClientSessions, "maxClientSessions");
    Require.nonNegative(maxClientEnvironments, "maxClientEnvironments");
    Require.nonNegative(maxClientBytes, "maxClientBytes");
    Require.nonNegative(maxClientPolicies, "maxClientPolicies");
  }
}
