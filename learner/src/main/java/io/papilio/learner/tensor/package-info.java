/**
 * The tensor engine (DJL over libtorch), started here and nowhere else, and flat float32 vectors of
 * parameters.
 */
package io.papilio.learner.tensor;
