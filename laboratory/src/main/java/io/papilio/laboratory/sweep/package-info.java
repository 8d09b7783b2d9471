/** Executes the runs of an experiment in processes and sums up their results. */
package io.papilio.laboratory.sweep;
