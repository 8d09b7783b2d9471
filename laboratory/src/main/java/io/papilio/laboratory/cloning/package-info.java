/** Whole cloning runs: from an expert or a data set to the weights of the imitator. */
package io.papilio.laboratory.cloning;
