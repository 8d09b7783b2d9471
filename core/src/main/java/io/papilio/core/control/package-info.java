/**
 * Linear control: systems, quadratic costs, the Riccati equation and the regulator it gives.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", appendices B.3 to B.5.
 */
package io.papilio.core.control;
