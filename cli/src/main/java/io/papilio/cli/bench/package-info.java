/** Benchmarks against the programs that people would use instead, both sides in one run. */
package io.papilio.cli.bench;
