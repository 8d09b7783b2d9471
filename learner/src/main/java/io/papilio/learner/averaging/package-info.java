/**
 * Averages of SGD iterates, the stabilizer that removes the oscillation of consecutive iterates. A
 * new kind of average is one file, a record that {@link io.papilio.learner.averaging.AverageSpec}
 * permits.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", section 4.1, equation 4.1 and footnote 6.
 */
package io.papilio.learner.averaging;
