/** Comparisons of training and evaluation with other libraries. */
package io.papilio.cli.bench.learning;
