package io.papilio.envserver.access;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;

/** Who may connect, and what each client may hold. */
public record Access(
    @Setting(value = "bearer token that clients must send; none by default", secret = true)
        String token,
    @Setting("file of clients, each with the digest of its token: ./papilio token adds one")
        String tokens,
    @Setting("whether the health service answers without a token, for probes of an orchestrator")
        @DefaultValue("false")
        boolean openHealth,
    @Setting("whether to listen beyond this machine without TLS") @DefaultValue("false")
        boolean insecure,
    @Setting("Encryption") Tls tls,
    @Setting("Limits of each client") ClientLimits clients) {
  boolean asksForToken() {
    return !token.isEmpty() || !tokens.isEmpty();
  }

  /** Whether a client must say who it is, by a token or a certificate. */
  public boolean asksForIdentity() {
    return asksForToken() || !tls.clientCa().isEmpty();
  }
}
