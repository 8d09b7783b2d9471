package io.papilio.protocol.codec;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;

/** What a server allows; 0 means no limit. */
public record ServerLimits(
    @Setting("concurrent sessions; 0 for no limit") @DefaultValue("64") int maxSessions,
    @Setting("environments of all sessions together; 0 for no limit") @DefaultValue("4096")
        int maxEnvironments,
    @Setting("bytes of memory for the environments of all sessions; 0 for no limit")
        @DefaultValue("4294967296")
        long maxEnvironmentBytes,
    @Setting("bytes of one request") @DefaultValue("67108864") int maxMessageBytes,
    @Setting("seconds without a request after which a session is closed; 0 for never")
        @DefaultValue("1800")
        int leaseSeconds) {}
