package io.papilio.laboratory.report.run;

/**
 * One episode of an evaluation.
 *
 * @param step gradient steps before it
 * @param seed what the environment was reset with
 * @param undiscountedReturn sum of the rewards
 */
public record EpisodePoint(long step, long seed, double undiscountedReturn) {}
