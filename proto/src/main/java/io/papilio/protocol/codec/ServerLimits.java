package io.papilio.protocol.codec;

/**
 * What a server allows; 0 means no limit.
 *
 * @param maxEnvironments of all sessions together
 * @param maxEnvironmentBytes memory for the environments of all sessions together
 * @param maxMessageBytes of one request
 * @param leaseSeconds a session without requests for so long is closed
 */
public record ServerLimits(
    int maxSessions,
    int maxEnvironments,
    long maxEnvironmentBytes,
    int maxMessageBytes,
    int leaseSeconds) {}
