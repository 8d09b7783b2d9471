package io.papilio.envserver.grpc;

import java.util.concurrent.Executor;

/**
 * The threads that run the rollouts of a server, shared by all.
 *
 * @param count how many groups of environments advance at a time
 */
public record RolloutThreads(Executor pool, int count) {}
