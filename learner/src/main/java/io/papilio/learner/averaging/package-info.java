/**
 * Iterate averaging, the stabiliser that removes the oscillation between neighbouring iterates.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", section 4.1, equation 4.1 and footnote 6.
 */
package io.papilio.learner.averaging;
