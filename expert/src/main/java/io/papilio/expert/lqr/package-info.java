/**
 * The experts of the linear environments: optimal policies from the Riccati equation.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", appendices B.3 to B.5.
 */
package io.papilio.expert.lqr;
