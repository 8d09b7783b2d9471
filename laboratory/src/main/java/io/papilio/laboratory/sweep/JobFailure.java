package io.papilio.laboratory.sweep;

/**
 * A job that failed.
 *
 * @param name of the job
 * @param reason the last line that it printed, and the file with the others
 */
public record JobFailure(String name, String reason) {}
