/**
 * JMH benchmarks of the inner loops: nanoseconds of what a training step or a step of a server
 * repeats. {@code ./papilio bench} compares whole programs.
 */
package io.papilio.bench;
