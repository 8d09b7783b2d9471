/**
 * Fuzz targets of Jazzer, one per reader of bytes from outside. Without {@code JAZZER_FUZZ} they
 * replay their seeds and the inputs that once failed; docs/fuzzing.md says how to fuzz.
 */
package io.papilio.it.fuzz;
