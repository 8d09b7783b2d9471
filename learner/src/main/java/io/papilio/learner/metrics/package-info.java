/**
 * What a long loop tells while it runs: progress to the person who waits, rows of numbers to files.
 * The columns are defined in docs/metrics.md.
 */
package io.papilio.learner.metrics;
