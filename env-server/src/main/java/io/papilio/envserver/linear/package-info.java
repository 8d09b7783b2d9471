/**
 * The linear environments: {@code LqrMarginal-v0}, where a noisy imitator does no harm, and {@code
 * LqrCliff-v0}, where it falls.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", appendices B.3 to B.5.
 */
package io.papilio.envserver.linear;
