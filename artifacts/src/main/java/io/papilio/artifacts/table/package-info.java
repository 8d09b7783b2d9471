/**
 * Tables of numbers: CSV files that grow during a run, and TensorBoard event files. The columns are
 * defined in docs/metrics.md.
 */
package io.papilio.artifacts.table;
